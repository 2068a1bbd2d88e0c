import { w } from "@tidings/shared/ground/locale.ts";
import { Input } from "antd";
import { useState } from "react";
import { client } from "./client.ts";
import { Dialog } from "./dialog.tsx";
import { FactorCode } from "./factor-code.tsx";
import { FormField } from "./form-field.tsx";
import { aside, FACTOR_WORDS, giveCode, isHalfIn } from "./second-factor.ts";
import { FailedNote } from "./states.tsx";
import { useTranslations } from "./words.ts";

const words = {
  title: w("请再次输入密码", "Enter your password again"),
  note: w(
    "进行这项更改前，须先确认是您本人操作。确认后 10 分钟内不再询问。",
    "We need to confirm it's you before this change. We won't ask again for 10 minutes.",
  ),
  password: w("密码", "Password"),
  confirm: w("确认", "Confirm"),
  wrong: w("密码不正确", "Incorrect password"),
  code: FACTOR_WORDS.code,
};

interface Given {
  readonly password: string;
  readonly setPassword: (typed: string) => void;
  /** The code that is typed; null while it is not asked for. */
  readonly code: string | null;
  readonly setCode: (typed: string) => void;
  readonly busy: boolean;
  readonly failure: (Error & { status?: number; code?: string }) | null;
  readonly enter: () => Promise<void>;
}

/** The password, then the code of the authenticator where the account has one; `done` when a new session has both. */
function useGiven(email: string, done: () => void): Given {
  const [auth] = useState(aside);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Given["failure"]>(null);

  async function give(): Promise<Error | null> {
    if (code === null) {
      const { error } = await auth.signInWithPassword({ email, password });
      if (error) return error;
      if (await isHalfIn(auth)) {
        setCode("");
        return null;
      }
    } else {
      const refused = await giveCode(code, auth);
      if (refused) return refused;
    }
    const { data } = await auth.getSession();
    if (data.session) await client.auth.setSession(data.session);
    done();
    return null;
  }

  async function enter() {
    setBusy(true);
    setFailure(null);
    setFailure(await give());
    setBusy(false);
  }
  return { password, setPassword, code, setCode, busy, failure, enter };
}

/**
 * Asks for the password of `email`, and for the code of the authenticator where the account has one, and begins a new session with them;
 * `close(false)`: the person would rather not.
 */
export function PasswordDialog({ email, close }: { email: string; close: (given: boolean) => void }) {
  const t = useTranslations(words);
  const { password, setPassword, code, setCode, busy, failure, enter } = useGiven(email, () => close(true));
  const isWrong = code === null && failure?.status === 400;
  const isWrongCode = failure?.code === "mfa_verification_failed";

  return (
    <Dialog
      title={t(code === null ? "title" : "code")}
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
          />
        </FormField>
      ) : (
        <FactorCode
          id="sudo-code"
          label={t("code")}
          value={code}
          change={setCode}
          isWrong={isWrongCode}
          autoFocus
          orRecovery
        />
      )}
      {!isWrong && !isWrongCode && <FailedNote failure={failure} />}
    </Dialog>
  );
}
