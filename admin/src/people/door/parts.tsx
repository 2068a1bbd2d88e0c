import { Alert, Button, Form, type FormInstance, Input } from "antd";
import { useState } from "react";
import { codeInput, OtherCode } from "../../ui/factor-code.tsx";
import { useHasRecovery } from "../../ui/second-factor.ts";
import { userErrorOf } from "../../ui/user-error.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { type DoorField, troubleOf } from "./trouble.ts";
import { useWays, type Way } from "./ways.ts";
import { words } from "./words.ts";

/** The most bytes of a password that bcrypt reads. */
const MOST_BYTES = 72;
const LEAST = 8;

/** The address of mail that one signs in with. */
export function EmailField({ autoFocus = false }: { autoFocus?: boolean }) {
  const t = useTranslations(words);
  return (
    <Form.Item
      name="email"
      label={t("email")}
      validateTrigger="onBlur"
      rules={[
        { required: true, whitespace: true, message: t("email_needed") },
        { type: "email", transform: (typed: string) => typed?.trim(), message: t("email_wrong") },
      ]}
    >
      <Input size="large" autoComplete="username" inputMode="email" maxLength={254} autoFocus={autoFocus} />
    </Form.Item>
  );
}

/** A password that is chosen now. */
export function ChosenPassword({ fresh = false }: { fresh?: boolean }) {
  const t = useTranslations(words);
  return (
    <Form.Item
      name="password"
      label={t(fresh ? "password_new" : "password")}
      extra={t("password_hint")}
      validateTrigger="onBlur"
      rules={[
        { required: true, message: t("password_needed") },
        {
          validator: async (_rule, typed: string = "") => {
            if (typed !== "" && typed.length < LEAST) throw new Error(t("password_short"));
            if (new TextEncoder().encode(typed).length > MOST_BYTES) throw new Error(t("password_long"));
          },
        },
      ]}
    >
      <Input.Password size="large" autoComplete="new-password" />
    </Form.Item>
  );
}

/** The one-time code of a mail. Spaces that were copied with it are taken out by `digits`. */
export function CodeField() {
  const t = useTranslations(words);
  return (
    <Form.Item
      name="code"
      label={t("code")}
      validateTrigger="onBlur"
      rules={[
        { required: true, whitespace: true, message: t("code_needed") },
        { pattern: /^\s*(\d\s*){6,10}$/, message: t("code_form") },
      ]}
    >
      <Input size="large" autoComplete="one-time-code" inputMode="numeric" maxLength={30} />
    </Form.Item>
  );
}

/** As an authenticator shows it, and as a recovery code is written down. */
const FACTOR_FORMS = { code: /^\s*(\d\s*){6}$/, recovery: /^\s*([0-9a-z][\s-]*){10,40}$/i };

interface FactorFieldProps {
  /** Called when another kind of code is asked for. */
  readonly asks?: (recovery: boolean) => void;
}

/** The code that an authenticator shows, or a recovery code where the person has some. */
export function FactorField({ asks }: FactorFieldProps) {
  const t = useTranslations(words);
  const form = Form.useFormInstance();
  const has = useHasRecovery();
  const [recovery, setRecovery] = useState(false);
  return (
    <>
      <Form.Item
        name="code"
        label={t(recovery ? "recovery_code" : "factor_code")}
        extra={t(recovery ? "recovery_hint" : "factor_hint")}
        validateTrigger="onBlur"
        rules={[
          { required: true, whitespace: true, message: t(recovery ? "recovery_needed" : "factor_needed") },
          {
            pattern: FACTOR_FORMS[recovery ? "recovery" : "code"],
            message: t(recovery ? "recovery_form" : "factor_form"),
          },
        ]}
      >
        <Input size="large" {...codeInput(recovery)} autoFocus />
      </Form.Item>
      {has && (
        <div className="sign-in-factor">
          <OtherCode
            recovery={recovery}
            change={(to) => {
              form.resetFields(["code"]);
              setRecovery(to);
              asks?.(to);
            }}
          />
        </div>
      )}
    </>
  );
}

/** The digits of a code as it was typed. */
export const digits = (code: string): string => code.replace(/\D/g, "");

/** What Auth answered: at its field, or to be shown above the form by `Above`. `failure` is null where it is at a field. */
export function useTrouble(form: FormInstance) {
  const t = useTranslations(words);
  const [failure, setFailure] = useState<unknown>(null);
  function tell(error: unknown, fields: readonly DoorField[]) {
    const trouble = troubleOf(error);
    if (trouble?.field && fields.includes(trouble.field)) {
      form.setFields([{ name: trouble.field, errors: [t(trouble.words)] }]);
      form.getFieldInstance(trouble.field)?.focus();
      setFailure(null);
    } else setFailure(error);
  }
  return { failure, tell, clear: () => setFailure(null) };
}

/** An error above a form, with what to do. */
export function Above({ failure }: { failure: unknown }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (failure === null) return null;
  const trouble = troubleOf(failure);
  const error = userErrorOf(failure, locale);
  const [message, hint] =
    trouble === null
      ? [error.message, error.hint]
      : trouble.field === null
        ? [t(trouble.words), t(`${trouble.words}_hint`)]
        : [t(trouble.words), undefined];
  return <Alert type="error" showIcon message={message} description={hint} className="sign-in-alert" />;
}

/** A line under a form that leads to another page: a question and its answer. */
export function Otherwise({ to, ask, say, email }: { to: Way; ask?: string; say: string; email?: string }) {
  const { go } = useWays();
  return (
    <div className="sign-in-other">
      {ask && <span className="faint">{ask}</span>}
      <Button type="link" className="sign-in-link" onClick={() => go(to, email)} data-to={to}>
        {say}
      </Button>
    </div>
  );
}
