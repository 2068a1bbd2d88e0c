import { Card, Collapse, Flex, Tag } from "antd";
import { Descriptions } from "../ui/descriptions.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useTranslations } from "../ui/words.ts";
import { LinkCode } from "./link-code.tsx";
import { LinkedChats } from "./linked-chats.tsx";
import { words } from "./words.ts";

/** My account: identity, the code that links a chat account (BOT-2), and permissions. */
export function Account() {
  const t = useTranslations(words);
  const me = useMe();
  const { name: enterprise } = useEnterprise();
  return (
    <Page title={t("account")} note={t("account_note")}>
      <Card>
        <Descriptions
          items={[
            { key: "name", label: t("name"), value: me.name },
            { key: "email", label: t("email"), value: me.email },
            { key: "enterprise", label: t("enterprise"), value: enterprise },
            { key: "language", label: t("language"), value: <LanguageSwitch /> },
          ]}
        />
      </Card>
      <LinkCode />
      <LinkedChats />
      <Collapse
        items={[
          {
            key: "permissions",
            label: t("permissions"),
            extra: <span className="faint">{t("permissions_note", { count: me.permissions.length })}</span>,
            children: (
              <Flex gap={6} wrap>
                {me.permissions.map((permission) => (
                  <Tag key={permission} className="mono">
                    {permission}
                  </Tag>
                ))}
              </Flex>
            ),
          },
        ]}
      />
    </Page>
  );
}
