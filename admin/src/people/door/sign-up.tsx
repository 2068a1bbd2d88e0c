import { isCleanName } from "@tidings/shared/ground/names.ts";
import { Form, Input } from "antd";
import { client } from "../../ui/client.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { Door } from "./door.tsx";
import { DoorForm, useAuthForm } from "./door-form.tsx";
import { ChosenPassword, EmailField, Otherwise } from "./parts.tsx";
import { useWays } from "./ways.ts";
import { words } from "./words.ts";

interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Sign-up with name, address and password. Where the deployment confirms addresses, the code of the mail is asked for next. */
export function SignUp() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { title, note, tone, email: typed, go, enter } = useWays();
  const auth = useAuthForm<Newcomer>(async ({ name, email, password }, tell) => {
    const address = email.trim();
    const { data, error } = await client.auth.signUp({
      email: address,
      password,
      options: { data: { name: name.trim(), locale }, emailRedirectTo: `${location.origin}/confirm` },
    });
    if (error) tell(error, ["email", "password"]);
    else if (data.session) enter();
    else go("confirm", address);
  });

  return (
    <Door title={title ?? t("sign_up_title")} note={note} tone={tone}>
      <DoorForm of={auth} email={typed} say={t("sign_up_do")}>
        <Form.Item
          name="name"
          label={t("name")}
          extra={t("name_hint")}
          validateTrigger="onBlur"
          rules={[
            { required: true, whitespace: true, message: t("name_needed") },
            {
              validator: async (_rule, name: string = "") => {
                if (!isCleanName(name)) throw new Error(t("name_unclean"));
                if ([...name.trim()].length > 64) throw new Error(t("name_long"));
              },
            },
          ]}
        >
          <Input size="large" autoComplete="name" autoFocus />
        </Form.Item>
        <EmailField />
        <ChosenPassword />
      </DoorForm>
      <Otherwise to="sign-in" ask={t("sign_in_why")} say={t("sign_in")} />
    </Door>
  );
}
