import { DiscordOutlined, MessageOutlined, SlackOutlined } from "@ant-design/icons";
import { App, Button, Card, Flex, Popconfirm } from "antd";
import { useRows } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type ChatIdentity = RowOf<"chat_identities">;

const ICONS: Readonly<Record<string, typeof SlackOutlined>> = {
  slack: SlackOutlined,
  discord: DiscordOutlined,
};

/** The chat accounts linked to mine, with a button to unlink each. */
export function LinkedChats() {
  const t = useTranslations(words);
  const me = useMe();
  const chats = useRows<ChatIdentity>("chat_identities", {
    everywhere: true,
    filters: [{ field: "user_id", operator: "eq", value: me.user_id }],
    sorters: [{ field: "linked_at", order: "desc" }],
    // Linking happens in chat, so poll while this page is open.
    poll: 4_000,
  });
  return (
    <Card title={t("linked")}>
      {chats.loading ? (
        <Loading />
      ) : chats.failure ? (
        <Failed failure={chats.failure} retry={chats.retry} />
      ) : chats.rows.length === 0 ? (
        <Empty title={t("linked_none")} hint={t("linked_none_hint")} />
      ) : (
        <Flex vertical gap={10}>
          {chats.rows.map((chat) => (
            <Linked key={chat.id} chat={chat} />
          ))}
        </Flex>
      )}
    </Card>
  );
}

function Linked({ chat }: { chat: ChatIdentity }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb("unlink_chat");
  const Icon = ICONS[chat.provider] ?? MessageOutlined;

  async function unlink() {
    try {
      await run({ identity: chat.id });
      message.success(t("unlink_done"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Flex justify="space-between" align="center" gap={12} wrap>
      <Flex gap={10} align="center">
        <Icon aria-hidden />
        <span className="mono">
          {chat.provider} {chat.team === "-" ? "" : `${chat.team} · `}
          {chat.chat_user}
        </span>
        <span className="faint">{t("linked_at", { when: fromNow(chat.linked_at, locale) })}</span>
      </Flex>
      <Popconfirm
        title={t("unlink_title")}
        description={t("unlink_body")}
        okText={t("unlink")}
        okButtonProps={{ danger: true, loading: running }}
        onConfirm={() => void unlink()}
      >
        <Button size="small" danger>
          {t("unlink")}
        </Button>
      </Popconfirm>
    </Flex>
  );
}
