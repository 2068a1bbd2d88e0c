import type { AuthError } from "@supabase/supabase-js";
import { Input, Modal } from "antd";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { client } from "./client.ts";
import { FormField } from "./form-field.tsx";
import { FailedNote } from "./states.tsx";
import { defineWords, useTranslations } from "./words.ts";

const words = defineWords(
  "sudo",
  {
    title: "请再次输入密码",
    note: "更改成员、用户组和邀请前，须确认是您本人。十分钟内不再询问。",
    password: "密码",
    confirm: "确认",
    cancel: "取消",
    wrong: "密码不正确",
  },
  {
    title: "Your password once more",
    note: "Before members, groups and invitations are changed it is made sure that it is you. It is not asked again for ten minutes.",
    password: "Password",
    confirm: "Confirm",
    cancel: "Cancel",
    wrong: "This is not your password",
  },
);

/** Asks for the password and begins a new session with it; false when the person would rather not. */
export type AskPassword = () => Promise<boolean>;

const SudoContext = createContext<AskPassword>(async () => false);

/** How a verb asks for the password that the law wants (IAM-5). */
export function useAskPassword(): AskPassword {
  return useContext(SudoContext);
}

interface SudoProps {
  readonly email: string;
  readonly children: ReactNode;
}

/** Asks the signed-in person for the password when a verb below needs one that was just given. */
export function Sudo({ email, children }: SudoProps) {
  const [asking, setAsking] = useState(false);
  const answer = useRef<((given: boolean) => void) | null>(null);
  const ask = useCallback<AskPassword>(() => {
    setAsking(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (given: boolean) => {
    setAsking(false);
    answer.current?.(given);
    answer.current = null;
  };
  return (
    <SudoContext.Provider value={ask}>
      {children}
      {asking && <PasswordDialog email={email} close={close} />}
    </SudoContext.Provider>
  );
}

function PasswordDialog({ email, close }: { email: string; close: (given: boolean) => void }) {
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
    <Modal
      open
      title={t("title")}
      okText={t("confirm")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: password === "" }}
      confirmLoading={busy}
      onOk={() => void enter()}
      onCancel={() => close(false)}
      maskClosable={false}
      destroyOnHidden
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
    </Modal>
  );
}
