import { serviceAccount } from "../accounts/account.ts";
import { accountPart } from "../accounts/part.ts";
import { port } from "../accounts/port.ts";
import { portBinding } from "../accounts/port_binding.ts";
import { shortcut } from "../accounts/shortcuts/shortcut.ts";
import { alert } from "../alerts/alert.ts";
import { chatChannel } from "../alerts/chat_channel.ts";
import { incident } from "../alerts/incident.ts";
import { robot } from "../alerts/robot.ts";
import { approvalRule } from "../approval-rules/approval_rule.ts";
import { basicSignature } from "../basic/signature.ts";
import { basicTemplate } from "../basic/template.ts";
import { callback } from "../callbacks/callback.ts";
import { callbackPost } from "../callbacks/post.ts";
import { carrier } from "../channels/carrier.ts";
import { channel } from "../channels/channel.ts";
import { resultCode } from "../channels/result_code.ts";
import { exportFile } from "../exports/export.ts";
import { filing } from "../filings/filing.ts";
import { accessKey } from "../keys/access_key.ts";
import { accessKeyRequest } from "../keys/access_key_request.ts";
import { standingApproval } from "../keys/standing_approval.ts";
import { domain } from "../links/domain.ts";
import { jumpBatch } from "../links/jump_batch.ts";
import { link } from "../links/link.ts";
import { linkRules } from "../links/link_rules.ts";
import { resolveTask } from "../links/resolve_task.ts";
import { media } from "../media/media.ts";
import { importItem } from "../moving/import_item.ts";
import { erasure } from "../numbers/erasure.ts";
import { numberFile } from "../numbers/number_file.ts";
import { retentionPeriod } from "../numbers/retention.ts";
import { optOut } from "../optouts/opt_out.ts";
import { ownField } from "../own/own_field.ts";
import { approverMfa } from "../people/approver_mfa.ts";
import { auditEntry } from "../people/audit_entry.ts";
import { chatIdentity } from "../people/chat_identity.ts";
import { group } from "../people/group.ts";
import { iamPolicy } from "../people/iam_policy.ts";
import { invitation } from "../people/invitation.ts";
import { member } from "../people/member.ts";
import { operationProtection } from "../people/operation_protection.ts";
import { reviewHours } from "../people/review_hours.ts";
import { session } from "../people/session.ts";
import { bannedWord } from "../platform/banned_word.ts";
import { callLimit } from "../platform/call_limit.ts";
import { holiday } from "../platform/holiday.ts";
import { numberPrefix } from "../platform/number_prefix.ts";
import { restore } from "../platform/restore.ts";
import { signatureNetwork } from "../platform/signature_network.ts";
import { tenant } from "../platform/tenant.ts";
import { vendorReview } from "../platform/vendor_review.ts";
import { ledgerEntry } from "../quotas/ledger_entry.ts";
import { offer } from "../quotas/offer.ts";
import { order } from "../quotas/order.ts";
import { quotaPackage } from "../quotas/package.ts";
import { unitPrice } from "../quotas/unit_price.ts";
import type { Resource } from "../resource/define.ts";
import type { Noun } from "../resource/nouns.ts";
import { marketingWindow } from "../sends/marketing_window.ts";
import { receipt } from "../sends/receipt.ts";
import { reply } from "../sends/reply.ts";
import { send } from "../sends/send.ts";
import { sendSettings } from "../sends/send_settings.ts";
import { smsApp } from "../sms/app.ts";
import { smsSignature } from "../sms/signature.ts";
import { smsTemplate } from "../sms/template.ts";
import { publicTemplate } from "../templates/public_template.ts";
import { template } from "../templates/template.ts";

/** Every declaration. The panel loads each with its own pages instead. */
export const DECLARED: Readonly<Record<Noun, Resource>> = {
  import_item: importItem,
  template,
  basic_template: basicTemplate,
  media,
  basic_signature: basicSignature,
  public_template: publicTemplate,
  send,
  resolve_task: resolveTask,
  link,
  domain,
  jump_batch: jumpBatch,
  link_rules: linkRules,
  send_settings: sendSettings,
  marketing_window: marketingWindow,
  operation_protection: operationProtection,
  approver_mfa: approverMfa,
  review_hours: reviewHours,
  filing,
  sms_app: smsApp,
  sms_signature: smsSignature,
  signature_network: signatureNetwork,
  sms_template: smsTemplate,
  member,
  invitation,
  access_key: accessKey,
  access_key_request: accessKeyRequest,
  standing_approval: standingApproval,
  group,
  policy: iamPolicy,
  package: quotaPackage,
  order,
  offer,
  unit_price: unitPrice,
  ledger_entry: ledgerEntry,
  audit_entry: auditEntry,
  chat_identity: chatIdentity,
  session,
  number_file: numberFile,
  opt_out: optOut,
  reply,
  receipt,
  callback,
  callback_post: callbackPost,
  approval_rule: approvalRule,
  channel,
  carrier,
  tenant,
  vendor_review: vendorReview,
  result_code: resultCode,
  banned_word: bannedWord,
  holiday,
  number_prefix: numberPrefix,
  restore,
  call_limit: callLimit,
  alert,
  incident,
  erasure,
  retention_period: retentionPeriod,
  robot,
  chat_channel: chatChannel,
  export: exportFile,
  own_field: ownField,
  service_account: serviceAccount,
  account_part: accountPart,
  port,
  port_binding: portBinding,
  shortcut,
};
