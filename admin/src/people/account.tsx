import { Card, Collapse, Flex, Tag } from "antd";
import { Facts } from "../ui/facts.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useWords } from "../ui/words.ts";
import { LinkCode } from "./link-code.tsx";
import { LinkedChats } from "./linked-chats.tsx";
import { words } from "./words.ts";

/** The own account: identity, the code that links a chat account (BOT-2), and what one may do. */
export function Account() {
  const say = useWords(words);
  const me = useMe();
  const { name: enterprise } = useEnterprise();
  return (
    <Page title={say("account")} note={say("account_note")}>
      <Card>
        <Facts
          facts={[
            { key: "name", label: say("name"), value: me.name },
            { key: "email", label: say("email"), value: me.email },
            { key: "enterprise", label: say("enterprise"), value: enterprise },
            { key: "language", label: say("language"), value: <LanguageSwitch /> },
          ]}
        />
      </Card>
      <LinkCode />
      <LinkedChats />
      <Collapse
        items={[
          {
            key: "permissions",
            label: say("permissions"),
            extra: <span className="faint">{say("permissions_note", { count: me.permissions.length })}</span>,
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
