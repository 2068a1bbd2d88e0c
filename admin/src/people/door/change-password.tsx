import { App, Button, Card, Form, Input } from "antd";
import { client } from "../../ui/client.ts";
import { FormButtons } from "../../ui/form-buttons.tsx";
import { useMe } from "../../ui/me.tsx";
import { aside, isHalfIn } from "../../ui/second-factor.ts";
import { useTranslations } from "../../ui/words.ts";
import { type AuthForm, useAuthForm } from "./door-form.tsx";
import { Above, ChosenPassword } from "./parts.tsx";
import { troubleOf } from "./trouble.ts";
import { words } from "./words.ts";

interface Change {
  readonly now: string;
  readonly password: string;
}

/** Another password for one's account: the present one is asked, so that an open browser is not enough. All other sessions end. */
export function ChangePassword() {
  const t = useTranslations(words);
  const { email } = useMe();
  const { message } = App.useApp();
  const auth: AuthForm<Change> = useAuthForm(async ({ now, password }, tell) => {
    const again = aside();
    const { data, error: wrong } = await again.signInWithPassword({ email, password: now });
    if (wrong && troubleOf(wrong)?.words === "wrong_password")
      return auth.form.setFields([{ name: "now", errors: [t("password_not_yours")] }]);
    if (wrong) return tell(wrong, ["password"]);
    // A session that was just begun is Auth's proof of the password. One without the second factor proves nothing, and the one in use stays.
    if (await isHalfIn(again)) await again.signOut({ scope: "local" });
    else if (data.session) await client.auth.setSession(data.session);
    const { error } = await client.auth.updateUser({ password });
    if (error) return tell(error, ["password"]);
    auth.form.resetFields();
    message.success(t("change_done"));
  });

  return (
    <Card className="narrow" title={t("change")}>
      <p className="faint">{t("change_note")}</p>
      <Above failure={auth.failure} />
      <Form
        form={auth.form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void auth.submit(values)}
      >
        {/* Password managers look for whose password it is. */}
        <input
          type="text"
          className="unseen"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <Form.Item
          name="now"
          label={t("password_now")}
          rules={[{ required: true, message: t("password_needed") }]}
        >
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <ChosenPassword fresh />
        <FormButtons>
          <Button htmlType="submit" loading={auth.busy} data-testid="change-password">
            {t("change_do")}
          </Button>
        </FormButtons>
      </Form>
    </Card>
  );
}
