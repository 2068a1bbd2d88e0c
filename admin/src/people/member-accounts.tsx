import { NOUNS } from "@tidings/shared/nouns.ts";
import { chatIdentity } from "@tidings/shared/people/chat_identity.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { useRowTable } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import { RowsOf } from "../ui/resource/list.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type MemberRow = RowOf<"member_cards"> & { readonly id: string };

const COLUMNS = ["account", "linked_at", "aal"];

/** What speaks for a member: the chat accounts, which an owner may unlink, and where the sessions are, which are the person's own (IAM-5). */
export function MemberAccounts({ row: { id, email } }: PartProps<MemberRow>) {
  const t = useTranslations(words);
  const mine = useMe().email === email;
  const table = useRowTable<RowOf<"chat_identity_cards"> & { readonly id: string }>("chat_identity_cards", {
    everywhere: true,
    always: [{ field: "member_id", operator: "eq", value: id }],
    sorters: [{ field: "linked_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    transitions: "chat_identity",
  });
  return (
    <Card title={t("accounts")} data-testid="member-accounts">
      <RowsOf
        of={chatIdentity}
        slots={{}}
        table={table as never}
        only={COLUMNS}
        label={t("accounts")}
        empty={<Empty title={t("accounts_none")} hint={t("accounts_none_hint")} />}
      />
      <Flex vertical gap={4}>
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
