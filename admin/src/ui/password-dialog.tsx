import { w } from "@tidings/shared/ground/locale.ts";
import { Input } from "antd";
import { useState } from "react";
import { client } from "./client.ts";
import { Dialog } from "./dialog.tsx";
import { FormField } from "./form-field.tsx";
import { aside, giveCode, isHalfIn } from "./second-factor.ts";
import { FailedNote } from "./states.tsx";
import { useTranslations } from "./words.ts";

const words = {
  title: w("请再次输入密码", "Your password once more"),
  note: w(
    "这项更改须先确认是您本人。十分钟内不再询问。",
    "Before this is changed it is made sure that it is you. It is not asked again for ten minutes.",
  ),
  password: w("密码", "Password"),
  confirm: w("确认", "Confirm"),
  wrong: w("密码不正确", "This is not your password"),
  code: w("身份验证器的验证码", "Code of the authenticator"),
  code_wrong: w("验证码不正确，请输入现在显示的验证码", "This is not the code of now"),
};

/**
 * Asks for the password of `email`, and for the code of the authenticator where the account has one, and begins a new session with them;
 * `close(false)`: the person would rather not.
 */
export function PasswordDialog({ email, close }: { email: string; close: (given: boolean) => void }) {
  const t = useTranslations(words);
  const [auth] = useState(aside);
  const [password, setPassword] = useState("");
  /** The code that is typed; null while it is not asked for. */
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<(Error & { status?: number; code?: string }) | null>(null);
  const isWrong = code === null && failure?.status === 400;
  const isWrongCode = failure?.code === "mfa_verification_failed";

  async function give(): Promise<Error | null> {
    if (code === null) {
      const { error } = await auth.signInWithPassword({ email, password });
      if (error) return error;
      if (await isHalfIn(auth)) {
        setCode("");
        return null;
      }
    } else {
      const refused = await giveCode(code.replace(/\D/g, ""), auth);
      if (refused) return refused;
    }
    const { data } = await auth.getSession();
    if (data.session) await client.auth.setSession(data.session);
    close(true);
    return null;
  }

  async function enter() {
    setBusy(true);
    setFailure(null);
    setFailure(await give());
    setBusy(false);
  }

  return (
    <Dialog
      title={t("title")}
      okText={t("confirm")}
      okButtonProps={{ disabled: (code ?? password).trim() === "" }}
      confirmLoading={busy}
      onOk={() => void enter()}
      onCancel={() => close(false)}
    >
      <p>{t("note")}</p>
      {code === null ? (
        <FormField
          label={t("password")}
          htmlFor="sudo-password"
          required
          wrong={isWrong ? t("wrong") : undefined}
        >
          <Input.Password
            id="sudo-password"
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={() => password !== "" && void enter()}
          />
        </FormField>
      ) : (
        <FormField
          label={t("code")}
          htmlFor="sudo-code"
          required
          wrong={isWrongCode ? t("code_wrong") : undefined}
        >
          <Input
            id="sudo-code"
            autoFocus
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={12}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={() => code.trim() !== "" && void enter()}
          />
        </FormField>
      )}
      {!isWrong && !isWrongCode && <FailedNote failure={failure} />}
    </Dialog>
  );
}
