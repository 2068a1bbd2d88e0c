import { auditEntry } from "@tidings/shared/people/audit_entry.ts";
import { chatIdentity } from "@tidings/shared/people/chat_identity.ts";
import { group } from "@tidings/shared/people/group.ts";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { member } from "@tidings/shared/people/member.ts";
import { session } from "@tidings/shared/people/session.ts";
import { CreateButton } from "../ui/resource/list.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { AuditChain } from "./audit-chain.tsx";
import { EndAll } from "./end-all.tsx";
import { LinkCode } from "./link-code.tsx";
import { MemberAccounts } from "./member-accounts.tsx";
import { OwnAccounts } from "./own-accounts.tsx";
import { words } from "./words.ts";

/** Members: declared, with the chat accounts that speak for each. */
export const members: DrawnResource = {
  of: member,
  slots: slotsOf({ Section: MemberAccounts, Switch: Invite }),
};

function Invite() {
  return <CreateButton of={invitation} />;
}

/** Groups: declared, with the way to invite somebody into one. */
export const groups: DrawnResource = {
  of: group,
  slots: slotsOf<RowOf<"group_cards">>({ Action: InviteInto }),
};

function InviteInto({ row }: { row: RowOf<"group_cards"> }) {
  return <CreateButton of={invitation} chosen={{ groups: String(row.name) }} />;
}

/** The audit log: declared, with its sealed chain above it. */
export const auditLog: DrawnResource = { of: auditEntry, slots: { Above: AuditChain } };

/** Chat accounts: declared, with the code that links one above them. */
export const chatIdentities: DrawnResource = { of: chatIdentity, slots: { Above: LinkCode } };

/** Sessions: declared, with an end to all others at once, and with the chat accounts, which that does not end. */
export const sessions: DrawnResource = { of: session, slots: { Switch: RevokeOthers, After: OwnAccounts } };

function RevokeOthers() {
  const t = useTranslations(words);
  const offer = {
    label: t("revoke_others"),
    title: t("revoke_others_title"),
    body: t("revoke_others_body"),
    done: t("revoke_others_done"),
  };
  return <EndAll verb="revoke_other_sessions" offer={offer} />;
}
