import { chatIdentity } from "@tidings/shared/people/chat_identity.ts";
import { useRowTable } from "../ui/data.ts";
import { RowsOf } from "../ui/resource/list.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Identity = RowOf<"chat_identity_cards"> & { readonly id: string };

interface Props {
  /** Whose: of a member of the enterprise in use, or of a person wherever they belong. */
  readonly of: "member_id" | "user_id";
  readonly id: string | null;
  readonly label: string;
  /** Under an empty list. */
  readonly hint: string;
}

const COLUMNS = ["account", "linked_at", "aal"];

/** The chat accounts that speak for somebody, each of which can be unlinked. */
export function ChatAccounts({ of, id, label, hint }: Props) {
  const t = useTranslations(words);
  const table = useRowTable<Identity>("chat_identity_cards", {
    everywhere: true,
    always: [{ field: of, operator: "eq", value: id }],
    sorters: [{ field: "linked_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    transitions: "chat_identity",
  });
  return (
    <RowsOf
      of={chatIdentity}
      slots={{}}
      table={table as never}
      only={COLUMNS}
      label={label}
      empty={<Empty title={t("accounts_none")} hint={hint} />}
    />
  );
}
