import { App, Button } from "antd";
import { client } from "../../ui/client.ts";
import { useTranslations } from "../../ui/words.ts";
import { Door } from "./door.tsx";
import { DoorForm, useAuthForm } from "./door-form.tsx";
import { LinkOver } from "./link-over.tsx";
import { CodeField, digits, EmailField, Otherwise } from "./parts.tsx";
import { useWays } from "./ways.ts";
import { words } from "./words.ts";

interface Proof {
  readonly email: string;
  readonly code: string;
}

/** The code of the mail that confirms an address (IAM-5). It says nothing of whether the address has an account. */
export function Confirm() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { email: typed, enter } = useWays();
  const auth = useAuthForm<Proof>(async ({ email, code }, tell) => {
    const { error } = await client.auth.verifyOtp({
      email: email.trim(),
      token: digits(code),
      type: "signup",
    });
    if (error) tell(error, ["email", "code"]);
    else enter();
  });

  async function again() {
    auth.clear();
    // What is wrong with the address is said at its field.
    const valid = await auth.form.validateFields(["email"]).catch(() => null);
    if (valid === null) return;
    const { email } = valid;
    const { error } = await client.auth.resend({
      type: "signup",
      email: email.trim(),
      options: { emailRedirectTo: `${location.origin}/confirm` },
    });
    if (error) auth.tell(error, ["email"]);
    else message.success(t("again_done"));
  }

  return (
    <Door title={t("confirm_title")} note={t("confirm_note")}>
      <LinkOver />
      <DoorForm of={auth} email={typed} say={t("confirm_do")}>
        <EmailField autoFocus={typed === ""} />
        <CodeField />
      </DoorForm>
      <div className="sign-in-other">
        <Button type="link" className="sign-in-link" onClick={() => void again()}>
          {t("again")}
        </Button>
      </div>
      <Otherwise to="sign-in" say={t("back")} />
    </Door>
  );
}
