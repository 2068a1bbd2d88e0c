import { Button, Form } from "antd";
import { useState } from "react";
import { client } from "../../ui/client.ts";
import { useMe } from "../../ui/me.tsx";
import { useTranslations } from "../../ui/words.ts";
import { Door } from "./door.tsx";
import { Above, ChosenPassword, useTrouble } from "./parts.tsx";
import { words } from "./words.ts";

/**
 * After the link of a mail that confirms an address. It asks before it goes on: somebody may have been sent the link of another
 * person's account.
 */
export function Confirmed() {
  const t = useTranslations(words);
  const { email } = useMe();
  return (
    <Door title={t("confirm_done")} note={t("confirm_done_note", { email })}>
      <Button type="primary" size="large" block onClick={() => location.assign("/")}>
        {t("go_on")}
      </Button>
    </Door>
  );
}

/** After the link of a mail for a forgotten password, or by anyone who is signed in: a new password for the account of this session. */
export function PasswordHere() {
  const t = useTranslations(words);
  const { email } = useMe();
  const [form] = Form.useForm<{ password: string }>();
  const { failure, tell, clear } = useTrouble(form);
  const [busy, setBusy] = useState(false);

  async function send({ password }: { password: string }) {
    clear();
    setBusy(true);
    const { error } = await client.auth.updateUser({ password });
    setBusy(false);
    if (error) return tell(error, ["password"]);
    location.assign("/");
  }

  return (
    <Door title={t("forgot_title")} note={t("reset_link_note", { email })}>
      <Above failure={failure} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <ChosenPassword fresh />
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t("reset_do")}
        </Button>
      </Form>
    </Door>
  );
}
