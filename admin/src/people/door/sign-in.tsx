import { useLogin } from "@refinedev/core";
import { Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { isHalfIn } from "../../ui/second-factor.ts";
import { isDemo } from "../../ui/settings.ts";
import { useTranslations } from "../../ui/words.ts";
import { DemoPeople } from "./demo-people.tsx";
import { Door } from "./door.tsx";
import { DoorForm, useAuthForm } from "./door-form.tsx";
import { Factor } from "./factor.tsx";
import { EmailField, Otherwise } from "./parts.tsx";
import { troubleOf } from "./trouble.ts";
import { useWays } from "./ways.ts";
import { words } from "./words.ts";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Sign-in. What is wrong is said above the form; afterwards the page opens that was asked for. */
export function SignIn() {
  const t = useTranslations(words);
  const { title, note, tone, email, go, enter } = useWays();
  const { mutateAsync: signIn } = useLogin<Credentials>();
  const [half, setHalf] = useState(false);
  useEffect(() => void isHalfIn().then(setHalf), []);
  const auth = useAuthForm<Credentials>(async (credentials, tell) => {
    const answer = await signIn(credentials);
    if (answer.success) return (await isHalfIn()) ? setHalf(true) : enter();
    if (troubleOf(answer.error)?.words === "unconfirmed") go("confirm", credentials.email.trim());
    else tell(answer.error, []);
  });

  // Who follows an invitation has no account as often as not, and none of the demo's people can take it.
  const joins = note !== undefined;

  if (half) return <Factor back={() => setHalf(false)} />;
  return (
    <Door title={title ?? t("sign_in_title")} note={note} tone={tone}>
      <DoorForm of={auth} email={email} say={t("sign_in")}>
        <EmailField autoFocus={email === ""} />
        <Form.Item
          name="password"
          label={t("password")}
          rules={[{ required: true, message: t("password_needed") }]}
        >
          <Input.Password size="large" autoComplete="current-password" autoFocus={email !== ""} />
        </Form.Item>
      </DoorForm>
      {joins && (
        <div className="sign-in-ways">
          <span className="faint">{t("sign_up_why")}</span>
          <Button size="large" block onClick={() => go("sign-up")} data-to="sign-up">
            {t("sign_up")}
          </Button>
        </div>
      )}
      <Otherwise to="new-password" say={t("forgot")} email={email} />
      {!joins && <Otherwise to="sign-up" ask={t("sign_up_why")} say={t("sign_up")} />}
      {isDemo && !joins && <DemoPeople choose={(credentials) => auth.form.setFieldsValue(credentials)} />}
    </Door>
  );
}
