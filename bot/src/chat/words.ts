import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { barOf, type Progress, share } from "../ground/answer.ts";

/** Texts that both chat platforms use. */
export const CHAT_WORDS = {
  aboutNothing: w(
    "此消息不含您可在 Tidings 中查看的内容，因此无法说明。请在模板、发送任务、短链等内容的卡片上使用此菜单项。",
    "This message shows nothing you can view in Tidings, so there's nothing to explain. Use this on the card of a template, send or link.",
  ),
  unknownPress: w(
    "此按钮来自旧版本，已不可用。请重新执行命令。",
    "This button is from an earlier version and no longer works. Run the command again.",
  ),
  typeForm: w(
    "请输入以下命令，并加上要修改的选项：\n{line}",
    "Type this with the options you want to change:\n{line}",
  ),
  cut: w("另有 {count} 行，见文件。", "{count} more {count:row|rows} in the file."),
  cutOff: w("另有 {count} 行未显示。", "{count} more {count:row|rows} not shown."),
  confirm: w("确认", "Confirm"),
  yes: w("确定", "Yes"),
  no: w("返回", "Back"),
  submit: w("提交", "Submit"),
  show: w("查看", "Show"),
  more: w("更多选项", "More"),
  hour: w("{label}：时间（企业时区）", "{label}: time (enterprise time zone)"),
  close: w("关闭", "Close"),
  working: w("处理中…", "Working…"),
  needsInvite: w(
    "我不在这个频道里，所以此消息不会自动更新，我也不能在这里发消息。请用 /invite 邀请我。",
    "I'm not in this channel, so this message won't update and I can't post here. Use /invite to add me.",
  ),
  notBegun: w(
    "机器人或数据库在开始处理之前停止了，未执行任何操作。请再操作一次。",
    "The bot or database stopped before this started. Nothing was done. Try again.",
  ),
  goesOn: w(
    "暂时无法连接数据库。恢复后会自动继续，请不要重复操作。",
    "We can't reach the database right now. Your request continues automatically once it's back, so don't repeat it.",
  ),
  interrupted: w("处理被中断，未能完成", "This was interrupted and couldn't be finished"),
  nothingMade: w("未产生任何改动，请再操作一次。", "Nothing was changed. Try again."),
  known: w(
    "已确认执行：{done}。其余未执行或无法确认，请查看后再操作。",
    "Done: {done}. The rest wasn't done or can't be confirmed. Check before you do it again.",
  ),
  unclear: w(
    "无法确认是否已生效，请查看后再操作。",
    "We can't confirm whether it took effect; check before you do it again.",
  ),
  notShown: w(
    "结果暂时无法显示在原消息中，稍后会更新。",
    "The result can't be shown in the original message right now. It will appear there shortly.",
  ),
  noForm: w(
    "无法打开表单，未执行任何操作。请再试一次。",
    "Couldn't open the form. Nothing was done. Please try again.",
  ),
  kept: w(
    "已保留文件「{name}」；如需替换，请另选文件。",
    "The file “{name}” is kept. Choose another to replace it.",
  ),
  answerIn: w(
    "结果将出现在{where}。可以关闭此窗口。",
    "The result appears {where}. You can close this window.",
  ),
  answered: w("✅ 完成，结果在{where}。", "✅ Done. The result is {where}."),
  inChannel: w("此频道", "in the channel"),
  aloneThere: w("频道中，仅您可见", "in the channel, only visible to you"),
  typed: w("您填写的内容", "Your entries"),
  filesAgain: w("请重新选择以下文件：{names}", "Choose these files again: {names}"),
  wrong: w("有误的选项", "Options with errors"),
  again: w("修改后再试", "Change it and try again"),
  broken: w("消息无法显示，错误已记入日志。", "Couldn't show the message. The error is logged."),
} as const;

/** Labels of the options that a modal can ask for. A modal must open within 3 s, so no command is looked up for it. */
const ASKED: Readonly<Record<string, Words>> = {
  reason: w("原因", "Reason"),
  resolutions: w("增加的解析次数", "Resolutions to add"),
  days: w("延长的天数", "Days to add"),
  person: w("审核人", "Reviewer"),
  schedule: w("新的发送时间", "New send time"),
};

/** The words for an option that a button's modal asks for. */
export function askedWords(option: string): Words {
  return ASKED[option] ?? { zh: option, en: option };
}

/** Is what is asked for a time? */
export const isTime = (option: string): boolean => option === "schedule";

const BAR = 20;

/** `▓▓▓▓▒░░░░░ 42 % (4,200 / 10,000), 420 failed (10.0 %)`. */
export function progressText(progress: Progress): string {
  const bar = barOf(progress, BAR, { well: "▓", failed: "▒", open: "░" });
  const figures = `${progress.done.toLocaleString("en")} / ${progress.total.toLocaleString("en")}`;
  const failed = progress.failed ? `, ${progress.failed.words}` : "";
  return `${bar} ${Math.floor(share(progress) * 100)} % (${figures})${failed}`;
}

/** Cuts a text to `most` UTF-16 units without splitting a character, with … where something is gone. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = text.slice(0, most - 1);
  if (/[\ud800-\udbff]$/.test(kept)) kept = kept.slice(0, -1);
  return `${kept}…`;
}
