import type { AuthError } from "@supabase/supabase-js";
import { w } from "@tidings/shared/ground/locale.ts";
import { Input } from "antd";
import { useState } from "react";
import { client } from "./client.ts";
import { Dialog } from "./dialog.tsx";
import { FormField } from "./form-field.tsx";
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
};

/** Asks for the password of `email`, and begins a new session with it; `close(false)`: the person would rather not. */
export function PasswordDialog({ email, close }: { email: string; close: (given: boolean) => void }) {
  const t = useTranslations(words);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AuthError | null>(null);
  const isWrong = failure?.status === 400;

  async function enter() {
    setBusy(true);
    setFailure(null);
    const { error } = await client.auth.signInWithPassword({ email, password });
    setBusy(false);
    if (error) setFailure(error);
    else close(true);
  }

  return (
    <Dialog
      title={t("title")}
      okText={t("confirm")}
      okButtonProps={{ disabled: password === "" }}
      confirmLoading={busy}
      onOk={() => void enter()}
      onCancel={() => close(false)}
    >
      <p>{t("note")}</p>
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
      {!isWrong && <FailedNote failure={failure} />}
    </Dialog>
  );
}
