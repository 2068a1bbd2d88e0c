import { commandsOf } from "../declared/commands.ts";
import type { AnyCommand } from "../registry.ts";
import { subscribe } from "./alerts/subscribe.ts";
import { unsubscribe } from "./alerts/unsubscribe.ts";
import { approvalRuleAdd } from "./approval-rules/add.ts";
import { approvalRuleRemove } from "./approval-rules/remove.ts";
import { approvalRules } from "./approval-rules/rules.ts";
import { approvalRuleTry } from "./approval-rules/try.ts";
import { channels } from "./channels/channels.ts";
import { channelLimit } from "./channels/limit.ts";
import { channelPause } from "./channels/pause.ts";
import { channelResume } from "./channels/resume.ts";
import { device } from "./devices/device.ts";
import { jumpAdd } from "./links/jump_add.ts";
import { jumpLinks } from "./links/jump_links.ts";
import { linkAdd } from "./links/link_add.ts";
import { linkCancel } from "./links/link_cancel.ts";
import { linkExport } from "./links/link_export.ts";
import { linkExtend } from "./links/link_extend.ts";
import { linkFreeze } from "./links/link_freeze.ts";
import { linkNew } from "./links/link_new.ts";
import { linkRegenerate } from "./links/link_regenerate.ts";
import { linkShow } from "./links/link_show.ts";
import { linkStats } from "./links/link_stats.ts";
import { linkUnfreeze } from "./links/link_unfreeze.ts";
import { links } from "./links/tasks.ts";
import { message } from "./numbers/message.ts";
import { numbers } from "./numbers/numbers.ts";
import { reveal } from "./numbers/reveal.ts";
import { optoutImport } from "./optouts/import.ts";
import { optoutList } from "./optouts/list.ts";
import { optoutRemove } from "./optouts/remove.ts";
import { approverMfa } from "./people/approver_mfa.ts";
import { auditLog } from "./people/audit_log.ts";
import { chatAccounts, unlink } from "./people/chat_accounts.ts";
import { enterprise } from "./people/enterprise.ts";
import { help } from "./people/help.ts";
import { join } from "./people/join.ts";
import { language } from "./people/language.ts";
import { leave } from "./people/leave.ts";
import { limits } from "./people/limits.ts";
import { link } from "./people/link.ts";
import { sessions } from "./people/sessions.ts";
import { auditQuota } from "./quotas/audit_quota.ts";
import { offers } from "./quotas/offers.ts";
import { orderCancel, orderConfirm, orderDecline } from "./quotas/order_decide.ts";
import { orderPlace } from "./quotas/order_place.ts";
import { orders } from "./quotas/orders.ts";
import { quota } from "./quotas/quota.ts";
import { report } from "./reports/report.ts";
import { approve } from "./reviews/approve.ts";
import { reject } from "./reviews/reject.ts";
import { reviews } from "./reviews/reviews.ts";
import { show } from "./reviews/show.ts";
import { submit } from "./reviews/submit.ts";
import { breakGlass } from "./sends/break_glass.ts";
import { cancel } from "./sends/cancel.ts";
import { edit } from "./sends/edit.ts";
import { pause } from "./sends/pause.ts";
import { receipts } from "./sends/receipts.ts";
import { release } from "./sends/release.ts";
import { replies } from "./sends/replies.ts";
import { resend } from "./sends/resend.ts";
import { resume } from "./sends/resume.ts";
import { send } from "./sends/send.ts";
import { settings } from "./sends/settings.ts";
import { status } from "./sends/status.ts";
import { templates } from "./templates/templates.ts";
import { vendorKeyAdd, vendorKeyRetire } from "./vendors/keys.ts";
import { vendorRangeAdd, vendorRangeRemove } from "./vendors/ranges.ts";
import { vendors } from "./vendors/vendors.ts";

/**
 * Every command, in the order of `help`. To add one, write its file and add a line here. Discord accepts 25 daily
 * commands, 25 of links and 25 admin ones; a group of two-word names (`commands/groups.ts`) counts as one.
 */
export const COMMANDS: readonly AnyCommand[] = [
  help,
  link,
  reviews,
  show,
  approve,
  reject,
  templates,
  submit,
  send,
  edit,
  status,
  release,
  pause,
  resume,
  resend,
  cancel,
  breakGlass,
  numbers,
  message,
  reveal,
  links,
  linkNew,
  linkShow,
  linkStats,
  linkExport,
  linkAdd,
  linkExtend,
  linkFreeze,
  linkUnfreeze,
  linkRegenerate,
  linkCancel,
  ...commandsOf("domain"),
  ...commandsOf("jump_batch"),
  jumpAdd,
  jumpLinks,
  report,
  quota,
  auditQuota,
  offers,
  orderPlace,
  orders,
  orderCancel,
  orderConfirm,
  orderDecline,
  auditLog,
  device,
  enterprise,
  join,
  language,
  replies,
  receipts,
  optoutImport,
  optoutList,
  optoutRemove,
  approvalRules,
  approvalRuleAdd,
  approvalRuleRemove,
  approvalRuleTry,
  channels,
  channelPause,
  channelResume,
  channelLimit,
  ...commandsOf("member"),
  ...commandsOf("invitation"),
  ...commandsOf("group"),
  settings,
  limits,
  subscribe,
  unsubscribe,
  sessions,
  chatAccounts,
  unlink,
  approverMfa,
  leave,
  vendors,
  vendorKeyAdd,
  vendorKeyRetire,
  vendorRangeAdd,
  vendorRangeRemove,
];
