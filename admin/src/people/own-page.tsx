import { actionWords } from "@tidings/shared/people/action_words.ts";
import { Card, Collapse, Flex, Tag } from "antd";
import { Descriptions } from "../ui/descriptions.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useTranslations } from "../ui/words.ts";
import { Delegation } from "./delegation.tsx";
import { ChangePassword } from "./door/change-password.tsx";
import { Factors } from "./factors.tsx";
import { Leaving } from "./leaving.tsx";
import { Notices } from "./notices.tsx";
import { OwnAccounts } from "./own-accounts.tsx";
import { QuietHours } from "./quiet-hours.tsx";
import { words } from "./words.ts";

/** One's own page: identity, and what I may do. */
export function OwnPage() {
  const t = useTranslations(words);
  const me = useMe();
  return (
    <Page title={t("own_page")} note={t("own_page_note")}>
      <Card>
        <Descriptions
          items={[
            { key: "name", label: t("name"), value: me.name },
            { key: "email", label: t("email"), value: me.email },
            // Anyone who runs the deployment works in none.
            ...(me.enterprise
              ? [{ key: "enterprise", label: t("enterprise"), value: me.enterprise.name }]
              : []),
            { key: "language", label: t("language"), value: <LanguageSwitch named /> },
          ]}
        />
      </Card>
      {me.enterprise && <Notices />}
      {me.enterprise && <QuietHours />}
      {me.enterprise && <Delegation />}
      <Factors />
      <ChangePassword />
      <OwnAccounts />
      {me.enterprise && <Leaving />}
      {me.enterprise && (
        <Collapse
          items={[
            {
              key: "permissions",
              label: t("permissions"),
              extra: <span className="faint">{t("permissions_note", { count: me.permissions.length })}</span>,
              children: (
                <Flex gap={6} wrap>
                  {me.permissions.map((permission) => (
                    <Tag key={permission}>{t(actionWords(permission))}</Tag>
                  ))}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
