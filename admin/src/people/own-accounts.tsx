import { chatIdentity } from "@tidings/shared/people/chat_identity.ts";
import { Button, Card, Flex } from "antd";
import { useState } from "react";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { useRowTable } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import { RowsOf } from "../ui/resource/list.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const COLUMNS = ["account", "linked_at", "aal"];

/** One's own chat accounts, where sessions are ended: a new password ends none of them (BOT-2), so each is unlinked here, or all at once. */
export function OwnAccounts() {
  const t = useTranslations(words);
  const me = useMe();
  const [open, setOpen] = useState(false);
  const table = useRowTable<RowOf<"chat_identity_cards"> & { readonly id: string }>("chat_identity_cards", {
    everywhere: true,
    always: [{ field: "user_id", operator: "eq", value: me.user_id }],
    sorters: [{ field: "linked_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    transitions: "chat_identity",
  });
  return (
    <Card
      title={t("own_accounts")}
      data-testid="own-accounts"
      extra={
        <Button danger onClick={() => setOpen(true)} data-testid="unlink-all">
          {t("unlink_all")}
        </Button>
      }
    >
      <Flex vertical gap={14}>
        <div className="faint">{t("own_accounts_note")}</div>
        <RowsOf
          of={chatIdentity}
          slots={{}}
          table={table as never}
          only={COLUMNS}
          label={t("own_accounts")}
          empty={<Empty title={t("accounts_none")} hint={t("own_accounts_none_hint")} />}
        />
      </Flex>
      {open && (
        <ActionDialog
          verb="unlink_chat_identities"
          args={{}}
          offer={{
            label: t("unlink_all"),
            title: t("unlink_all_title"),
            body: t("unlink_all_body"),
            done: t("unlink_all_done"),
            tone: "danger",
          }}
          close={() => setOpen(false)}
        />
      )}
    </Card>
  );
}
