import { Button } from "antd";
import { useState } from "react";
import { client } from "../../ui/client.ts";
import { giveCode, isHalfIn } from "../../ui/second-factor.ts";
import { useTranslations } from "../../ui/words.ts";
import { Door } from "./door.tsx";
import { type AuthForm, DoorForm, useAuthForm } from "./door-form.tsx";
import { LinkOver } from "./link-over.tsx";
import { ChosenPassword, CodeField, digits, EmailField, FactorField, Otherwise } from "./parts.tsx";
import { useWays } from "./ways.ts";
import { words } from "./words.ts";

interface Reset {
  readonly email: string;
  readonly code: string;
  readonly password: string;
}

/** A forgotten password: first the address, then the code of its mail with a new password. Whether it has an account is not said. */
export function NewPassword() {
  const t = useTranslations(words);
  const { email: typed } = useWays();
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <Door
      title={t("forgot_title")}
      note={sentTo === null ? t("forgot_note") : t("reset_note", { email: sentTo })}
    >
      <LinkOver />
      {sentTo === null ? (
        <Ask typed={typed} sent={setSentTo} />
      ) : (
        <Choose email={sentTo} back={() => setSentTo(null)} />
      )}
      <Otherwise to="sign-in" say={t("back")} />
    </Door>
  );
}

function Ask({ typed, sent }: { typed: string; sent: (email: string) => void }) {
  const t = useTranslations(words);
  const auth = useAuthForm<Reset>(async ({ email }, tell) => {
    const address = email.trim();
    const { error } = await client.auth.resetPasswordForEmail(address, {
      redirectTo: `${location.origin}/new-password`,
    });
    if (error) tell(error, ["email"]);
    else sent(address);
  });

  return (
    <DoorForm of={auth} email={typed} say={t("forgot_do")}>
      <EmailField autoFocus />
    </DoorForm>
  );
}

function Choose({ email, back }: { email: string; back: () => void }) {
  const t = useTranslations(words);
  const { enter } = useWays();
  // A code works once: when only the password was refused, it has done its part.
  const [proved, setProved] = useState(false);
  const [half, setHalf] = useState(false);

  const auth: AuthForm<Reset> = useAuthForm<Reset>(async ({ code, password }, tell) => {
    if (!proved) {
      const { error } = await client.auth.verifyOtp({ email, token: digits(code), type: "recovery" });
      if (error) return tell(error, ["code"]);
      setProved(true);
      // The new password is for who gives the second factor too, where there is one.
      if (await isHalfIn()) {
        auth.form.resetFields(["code"]);
        return setHalf(true);
      }
    }
    if (half) {
      const refused = await giveCode(code);
      if (refused) return tell(refused, ["code"]);
      setHalf(false);
    }
    const { error } = await client.auth.updateUser({ password });
    if (error) return tell(error, ["password"]);
    enter();
  });

  return (
    <>
      <DoorForm of={auth} say={t("reset_do")}>
        {!proved && <CodeField />}
        {half && <FactorField />}
        <ChosenPassword fresh />
      </DoorForm>
      <div className="sign-in-other">
        <Button type="link" className="sign-in-link" onClick={back}>
          {t("other_email")}
        </Button>
      </div>
    </>
  );
}
