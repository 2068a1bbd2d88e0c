import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the form that edits a send task. */
export const words = {
  title: w("编辑：{name}", "Edit: {name}"),
  note_nothing: w(
    "保存后仍为草稿；提交后由另一位成员审批。",
    "The send stays a draft when you save. Once you submit it, another member reviews it.",
  ),
  note_waiting: w(
    "保存后任务恢复为草稿，须重新提交审批。",
    "Saving turns the send back into a draft. Submit it for approval again.",
  ),
  note_review: w(
    "保存后已有的审批作废，任务恢复为草稿，须重新提交审批。",
    "Saving voids the approvals so far and turns the send back into a draft. Submit it for approval again.",
  ),
  note_approval: w(
    "保存后审批作废，预留的额度退回，任务恢复为草稿，须重新提交审批；重新批准前不会发送。",
    "Saving voids the approval, returns the reserved units and turns the send back into a draft. Nothing is sent until you submit it again and it's approved.",
  ),
  rejected: w("驳回原因：{reason}", "Rejected: {reason}"),
  save: w("保存为草稿", "Save as draft"),
  save_submit: w("保存并提交审批", "Save and submit"),
  saved: w("已保存为草稿，提交后才会进入审批", "Saved as a draft. Submit it to start the approval."),
  changes: w("保存后的变化", "Changes"),
  before: w("修改前", "Before"),
  after: w("修改后", "After"),
  nothing_changes: w("与已保存的内容相同。", "No changes from the saved version."),
  resend_numbers: w(
    "重发任务的号码固定为原任务未送达的号码。",
    "A resend always goes to the numbers the original send didn't reach.",
  ),
  send_begun: w(
    "任务已开始发送或已结束，不能再编辑",
    "This send has started or ended, so it can't be edited",
  ),
  send_begun_hint: w(
    "可以暂停，或取消尚未发出的部分，再新建任务。",
    "You can pause it, or end it before the rest goes out and create a new send.",
  ),
  not_the_author: w("只有创建人可以编辑这个任务", "Only the creator can edit this send"),
  not_the_author_hint: w(
    "请联系创建人修改，或自己新建一个任务。",
    "Ask the creator to change it, or create your own send.",
  ),
  occurrence_not_edited: w(
    "循环发送的单次执行不能单独编辑",
    "A single run of a recurring send can't be edited",
  ),
  occurrence_not_edited_hint: w(
    "请编辑其所属的循环发送，之后的执行将使用新内容。",
    "Edit the recurring send instead. Later runs use the new content.",
  ),
  forbidden: w("您没有编辑发送任务的权限", "You don't have permission to edit sends"),
  forbidden_hint: w("如有需要，请联系企业管理员。", "If you need access, contact an enterprise owner."),
};
