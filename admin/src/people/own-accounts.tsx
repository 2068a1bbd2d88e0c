import { Card, Flex } from "antd";
import { useRows } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { ChatAccounts } from "./chat-accounts.tsx";
import { EndAll } from "./end-all.tsx";
import { words } from "./words.ts";

/** One's own chat accounts, where sessions are ended: a new password ends none of them (BOT-2), so each is unlinked here, or all at once. */
export function OwnAccounts() {
  const t = useTranslations(words);
  const { user_id } = useMe();
  const { total } = useRows("chat_identity_cards", {
    everywhere: true,
    filters: [{ field: "user_id", operator: "eq", value: user_id }],
    limit: 1,
  });
  const offer = {
    label: t("unlink_all"),
    title: t("unlink_all_title"),
    body: t("unlink_all_body"),
    done: t("unlink_all_done"),
  };
  return (
    <Card
      title={t("own_accounts")}
      data-testid="own-accounts"
      extra={
        <EndAll verb="unlink_chat_identities" offer={offer} disabled={total === 0} testId="unlink-all" />
      }
    >
      <Flex vertical gap={14}>
        <div className="faint">{t("own_accounts_note")}</div>
        <ChatAccounts
          of="user_id"
          id={user_id}
          label={t("own_accounts")}
          hint={t("own_accounts_none_hint")}
        />
      </Flex>
    </Card>
  );
}
