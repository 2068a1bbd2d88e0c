import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { useMe } from "../ui/me.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { ChatAccounts } from "./chat-accounts.tsx";
import { words } from "./words.ts";

type MemberRow = RowOf<"member_cards"> & { readonly id: string };

/** What speaks for a member: the chat accounts, which an owner may unlink, and where the sessions are, which are the person's own (IAM-5). */
export function MemberAccounts({ row: { id, email } }: PartProps<MemberRow>) {
  const t = useTranslations(words);
  const mine = useMe().email === email;
  return (
    <Card title={t("accounts")} data-testid="member-accounts">
      <ChatAccounts of="member_id" id={id} label={t("accounts")} hint={t("accounts_none_hint")} />
      <Flex vertical gap={4} className="found">
        {mine ? (
          <Link to={`/${NOUNS.session.path}`}>{t("own_sessions")}</Link>
        ) : (
          <p className="faint">{t("their_sessions")}</p>
        )}
        <Link to={`/rights?member=${id}`}>{t("their_rights")}</Link>
      </Flex>
    </Card>
  );
}
