import { CheckCircleFilled } from "@ant-design/icons";
import { useLogin } from "@refinedev/core";
import { Alert, Button, Flex, Form, Input, Typography } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { isDemo } from "../ui/settings.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { DemoPeople } from "./demo-people.tsx";
import { words } from "./words.ts";
import "./sign-in.css";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Sign-in. Errors are shown beside the form; afterwards the requested page opens. With `note`, which says what for, it
 * stands in the place of a page, which is shown afterwards.
 */
export function SignIn({ note }: { note?: string }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [form] = Form.useForm<Credentials>();
  const [failure, setFailure] = useState<unknown>(null);
  const { mutateAsync: signIn, isPending } = useLogin<Credentials>();
  useEffect(() => {
    document.title = `${t("sign_in")} · Tidings`;
  }, [t]);

  async function enter(credentials: Credentials) {
    setFailure(null);
    const answer = await signIn(credentials);
    if (!answer.success) setFailure(answer.error);
    else if (note === undefined) navigate(inside(search.get("to")), { replace: true });
    // The page of this address, fragment included, as the person who is signed in now.
    else location.reload();
  }

  return (
    <div className="sign-in">
      <aside className="sign-in-aside">
        <div className="sign-in-brand">Tidings</div>
        <p>{t("sign_in_note")}</p>
        <ul>
          {(["point_review", "point_account", "point_chat"] as const).map((point) => (
            <li key={point}>
              <CheckCircleFilled aria-hidden /> {t(point)}
            </li>
          ))}
        </ul>
      </aside>
      <main className="sign-in-main">
        <Flex justify="end">
          <LanguageSwitch />
        </Flex>
        <div className="sign-in-box">
          <Typography.Title level={1} className="sign-in-title">
            {t("sign_in_title")}
          </Typography.Title>
          {note !== undefined && <Alert type="info" showIcon message={note} className="sign-in-alert" />}
          <WhyNot failure={failure} />
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void enter(values)}>
            <Form.Item
              name="email"
              label={t("email")}
              validateTrigger="onBlur"
              rules={[
                { required: true, message: t("email_needed") },
                { type: "email", message: t("email_wrong") },
              ]}
            >
              <Input size="large" autoComplete="username" inputMode="email" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("password")}
              rules={[{ required: true, message: t("password_needed") }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
              {t("sign_in")}
            </Button>
          </Form>
          {isDemo && <DemoPeople choose={(credentials) => form.setFieldsValue(credentials)} />}
        </div>
      </main>
    </div>
  );
}

function WhyNot({ failure }: { failure: unknown }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (failure === null) return null;
  const code = (failure as { readonly code?: string }).code;
  const status = (failure as { readonly status?: number }).status;
  const error = userErrorOf(failure, locale);
  const [message, hint] =
    code === "invalid_credentials" || (status === 400 && error.kind !== "offline")
      ? [t("wrong_password"), t("wrong_password_hint")]
      : status === 429
        ? [t("too_many"), t("too_many_hint")]
        : [error.message, error.hint];
  return <Alert type="error" showIcon message={message} description={hint} className="sign-in-alert" />;
}

/** Accepts only a path of this panel, so that a crafted link cannot redirect to another site after sign-in. */
function inside(wanted: string | null): string {
  return wanted?.startsWith("/") && !wanted.startsWith("//") && !wanted.includes("\\") ? wanted : "/";
}
