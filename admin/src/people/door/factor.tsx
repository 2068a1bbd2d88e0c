import { Button } from "antd";
import { useState } from "react";
import { client } from "../../ui/client.ts";
import { giveCode } from "../../ui/second-factor.ts";
import { useTranslations } from "../../ui/words.ts";
import { Door } from "./door.tsx";
import { DoorForm, useAuthForm } from "./door-form.tsx";
import { FactorField } from "./parts.tsx";
import { useWays } from "./ways.ts";
import { words } from "./words.ts";

/** After the password of an account with a second factor: the code of its authenticator (IAM-5). `back`: somebody else would sign in. */
export function Factor({ back }: { back: () => void }) {
  const t = useTranslations(words);
  const { enter } = useWays();
  const [recovery, setRecovery] = useState(false);
  const auth = useAuthForm<{ code: string }>(async ({ code }, tell) => {
    const refused = await giveCode(code);
    if (refused) tell(refused, ["code"]);
    else enter();
  });

  async function leave() {
    await client.auth.signOut({ scope: "local" });
    back();
  }

  return (
    <Door title={t("factor_title")} note={t(recovery ? "factor_note_recovery" : "factor_note")}>
      <DoorForm of={auth} say={t("factor_do")}>
        <FactorField asks={setRecovery} />
      </DoorForm>
      <p className="faint sign-in-other">{t("factor_lost")}</p>
      <div className="sign-in-other">
        <Button type="link" className="sign-in-link" onClick={() => void leave()}>
          {t("other_account")}
        </Button>
      </div>
    </Door>
  );
}
