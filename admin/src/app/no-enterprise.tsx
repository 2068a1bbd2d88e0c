import { useLogout } from "@refinedev/core";
import { Button, Flex, Form, Input } from "antd";
import { useNavigate } from "react-router";
import { useEnterpriseChange } from "../ui/enterprise-change.ts";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMe } from "../ui/me.tsx";
import { StatusPage } from "../ui/status-page.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Shown to a person who has chosen no enterprise: the choice, where there is one, opening one, and the way in by an invitation. */
export function NoEnterprise() {
  const t = useTranslations(words);
  const { enterprises, disabled_in } = useMe();
  const { change, running } = useEnterpriseChange();
  const { mutate: signOut } = useLogout();
  const some = enterprises.length > 0;
  return (
    <main className="fill fill-window">
      <StatusPage
        title={t(some ? "choose_enterprise" : "no_enterprise")}
        hint={
          <>
            <div>{t(some ? "choose_enterprise_hint" : "no_enterprise_hint")}</div>
            {disabled_in.map(({ id, name }) => (
              <div key={id}>{t("disabled_in", { name })}</div>
            ))}
          </>
        }
        action={
          <Flex vertical gap={16} align="center">
            <Flex gap={8} wrap justify="center">
              {enterprises.map(({ id, name }) => (
                <Button key={id} type="primary" disabled={running} onClick={() => void change(id)}>
                  {name}
                </Button>
              ))}
            </Flex>
            <LinkButton to="/open-enterprise" type={some ? "default" : "primary"} size="large">
              {t("open_enterprise")}
            </LinkButton>
            <InvitationLink />
            <Flex gap={8}>
              <Button onClick={() => signOut()}>{t("sign_out")}</Button>
              <LanguageSwitch />
            </Flex>
          </Flex>
        }
      />
    </main>
  );
}

/** A field for the link of an invitation, or for its token alone. */
function InvitationLink() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const open = ({ link }: { link?: string }) => {
    const token = link?.trim().split("#").at(-1);
    if (token) navigate(`/join#${token}`);
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={open}>
      <Form.Item name="link" label={t("have_link")}>
        <Input autoComplete="off" placeholder={t("link_paste")} />
      </Form.Item>
      <Button htmlType="submit">{t("link_open")}</Button>
    </Form>
  );
}
