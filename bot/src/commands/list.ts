import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { commandsOf } from "../engine/commands.ts";
import type { AnyCommand } from "../registry/registry.ts";
import { assign } from "./alerts/assign.ts";
import { delegate } from "./alerts/delegate.ts";
import { digest } from "./alerts/digest.ts";
import { notices } from "./alerts/notices.ts";
import { queue } from "./alerts/queue.ts";
import { quietHours } from "./alerts/quiet_hours.ts";
import { reportThis } from "./alerts/report_this.ts";
import { subscribe } from "./alerts/subscribe.ts";
import { unsubscribe } from "./alerts/unsubscribe.ts";
import { urge } from "./alerts/urge.ts";
import { whoApproved } from "./alerts/who_approved.ts";
import { approvalRuleTry } from "./approval-rules/try.ts";
import { ask } from "./assistant/ask.ts";
import { check } from "./assistant/check.ts";
import { draft } from "./assistant/draft.ts";
import { device } from "./devices/device.ts";
import { deviceNumbers } from "./devices/numbers.ts";
import { exportAdd } from "./exports/add.ts";
import { exportGet } from "./exports/get.ts";
import { linkFreeze, linkUnfreeze } from "./links/freezing.ts";
import { jumpLinks } from "./links/jump_links.ts";
import { linkNew } from "./links/link_new.ts";
import { linkRegenerate } from "./links/link_regenerate.ts";
import { linkShow } from "./links/link_show.ts";
import { linkStats } from "./links/link_stats.ts";
import { importKoomessage } from "./moving/import_koomessage.ts";
import { message } from "./numbers/message.ts";
import { reveal } from "./numbers/reveal.ts";
import { trace } from "./numbers/trace.ts";
import { optoutImport } from "./optouts/import.ts";
import { fieldSet } from "./own/field_set.ts";
import { auditDeployment, auditLog } from "./people/audit_log.ts";
import { enterprise } from "./people/enterprise.ts";
import { enterpriseEdit } from "./people/enterprise_edit.ts";
import { help } from "./people/help.ts";
import { join } from "./people/join.ts";
import { language } from "./people/language.ts";
import { leave } from "./people/leave.ts";
import { limits } from "./people/limits.ts";
import { link } from "./people/link.ts";
import { may, whoCan } from "./people/rights.ts";
import { chatAccountUnlinkAll, sessionRevokeOthers } from "./people/sessions.ts";
import { health } from "./platform/health.ts";
import { auditQuota } from "./quotas/audit_quota.ts";
import { orderPlace } from "./quotas/order_place.ts";
import { quota } from "./quotas/quota.ts";
import { exportReport } from "./reports/export.ts";
import { overview } from "./reports/overview.ts";
import { report } from "./reports/report.ts";
import { approve } from "./reviews/approve.ts";
import { documents } from "./reviews/documents.ts";
import { reject } from "./reviews/reject.ts";
import { reviews } from "./reviews/reviews.ts";
import { show } from "./reviews/show.ts";
import { submit } from "./reviews/submit.ts";
import { breakGlass } from "./sends/break_glass.ts";
import { sendCopy } from "./sends/copy.ts";
import { edit } from "./sends/edit.ts";
import { resend } from "./sends/resend.ts";
import { send } from "./sends/send.ts";
import { status } from "./sends/status.ts";
import { basicTemplateAdd, basicTemplateEdit, templateAdd, templateEdit } from "./templates/editor.ts";
import { vendorKeyAdd, vendorKeyRetire } from "./vendors/keys.ts";
import { vendorRangeAdd, vendorRangeRemove } from "./vendors/ranges.ts";
import { vendors } from "./vendors/vendors.ts";

/** Commands by hand, and nouns with theirs, in the order of `help`. Nouns that are not named here come after them, as `NOUNS` has them. */
const ORDER: readonly (AnyCommand | Noun)[] = [
  help,
  link,
  overview,
  queue,
  reviews,
  show,
  documents,
  approve,
  reject,
  assign,
  urge,
  whoApproved,
  "template",
  templateAdd,
  templateEdit,
  "basic_template",
  basicTemplateAdd,
  basicTemplateEdit,
  submit,
  send,
  edit,
  sendCopy,
  status,
  "send",
  resend,
  breakGlass,
  "number_file",
  message,
  reveal,
  trace,
  "resolve_task",
  "link",
  linkNew,
  linkShow,
  linkStats,
  linkFreeze,
  linkUnfreeze,
  linkRegenerate,
  fieldSet,
  jumpLinks,
  report,
  reportThis,
  exportAdd,
  exportGet,
  exportReport,
  "export",
  quota,
  auditQuota,
  "package",
  "ledger_entry",
  "offer",
  "unit_price",
  orderPlace,
  "order",
  "audit_entry",
  auditLog,
  auditDeployment,
  device,
  deviceNumbers,
  ask,
  draft,
  check,
  enterprise,
  enterpriseEdit,
  join,
  language,
  "reply",
  "receipt",
  "opt_out",
  optoutImport,
  "approval_rule",
  approvalRuleTry,
  "channel",
  "import_item",
  importKoomessage,
  "carrier",
  "tenant",
  "vendor_review",
  "result_code",
  "banned_word",
  "holiday",
  "number_prefix",
  "restore",
  "call_limit",
  "member",
  "invitation",
  "group",
  "policy",
  may,
  whoCan,
  "send_settings",
  "marketing_window",
  limits,
  "alert",
  "incident",
  "robot",
  "chat_channel",
  notices,
  quietHours,
  delegate,
  digest,
  subscribe,
  unsubscribe,
  "session",
  sessionRevokeOthers,
  chatAccountUnlinkAll,
  "chat_identity",
  "approver_mfa",
  "operation_protection",
  "review_hours",
  leave,
  health,
  vendors,
  vendorKeyAdd,
  vendorKeyRetire,
  vendorRangeAdd,
  vendorRangeRemove,
];

const named = new Set(ORDER);
const others = (Object.keys(NOUNS) as Noun[]).filter((noun) => !named.has(noun));

/**
 * Every command, in the order of `help`. To add one by hand, write its file and add a line to `ORDER`. Discord accepts 25 daily
 * commands, 25 of links and 25 admin ones; a group of two-word names (`commands/groups.ts`) counts as one.
 */
export const COMMANDS: readonly AnyCommand[] = [...ORDER, ...others].flatMap((one) =>
  typeof one === "string" ? commandsOf(one) : [one],
);
