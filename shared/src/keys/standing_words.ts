import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Whether a standing approval covers anything now, and why not (`private.standing_state`). */
export const STANDING_WORDS: Labels<
  "stands" | "ended" | "over" | "key_revoked" | "creator_gone" | "template_changed" | "approver_gone"
> = {
  stands: label("good", "生效中", "In effect"),
  ended: label("neutral", "已结束", "Ended"),
  over: label("neutral", "已到期", "Expired"),
  key_revoked: label("neutral", "密钥已吊销", "Key revoked"),
  creator_gone: label("warning", "已暂停：密钥创建人已离开", "Paused: the key's creator has left"),
  template_changed: label("warning", "已暂停：模板已变更", "Paused: a template has changed"),
  approver_gone: label("warning", "已暂停：审批人已无审批权限", "Paused: the approver can no longer approve"),
};

/** What there is to do about one that is paused: what was approved is not what would be sent. */
export const PAUSED = {
  creator_gone: label(
    "warning",
    "创建此访问密钥的成员已离开或被停用，每次发送都须审批。请改用其他成员创建的密钥。",
    "The member who created the key has left or was disabled, so each send needs approval. Use a key of another member.",
  ),
  template_changed: label(
    "warning",
    "模板在审批通过后有了新版本，每次发送都须审批。请结束此常设审批，按新版本重新提交。",
    "The template has changed since approval, so each send needs approval. End this standing approval and submit one for the new version.",
  ),
  approver_gone: label(
    "warning",
    "审批通过此常设审批的成员已无审批权限，每次发送都须审批。请结束此常设审批，重新提交。",
    "The member who approved this can no longer approve, so each send needs approval. End this standing approval and submit another.",
  ),
};

/** Who approves a second one of the same key, template and channel reads what both allow together. */
export function besideWords(beside: unknown): Words {
  const { names, a_day: most } = beside as { readonly names: string; readonly a_day: number };
  return w(
    `「${names}」已允许此密钥以同一通道发送相同内容，合计每日最多 ${most} 个号码`,
    `“${names}” already lets this key send the same over this channel: together up to ${most} numbers a day`,
  );
}
