import { timeText } from "../ground/clock.ts";
import { type Words, w } from "../ground/locale.ts";
import { KEEP, type Offer, type Row } from "../resource/define.ts";
import { ASSIGN, URGE } from "../resource/reviewed.ts";
import { ALL_APPROVED, ALL_RELEASED, ALL_SUBMITTED, ALL_TURNED_DOWN, allOpen } from "./all_sends.ts";
import { hasBegun, isPlan, needsMore, notReached, openOf, restOf, type SendCard } from "./card.ts";
import { rhythmWords } from "./rhythm_words.ts";

const BACK = w(
  "审批依据已失效，任务已退回审批，未继续发送：{name}",
  "Not continued: what it was approved on no longer holds, so it went back for review: {name}",
);

/** What lets a send go on asks first what it was approved on: where that holds no more, it is reviewed again. */
const wentOn = (words: Words) => (_send: SendCard, _zone: string, ended: Row | null) =>
  ended?.state === "in_review" ? BACK : words;

/** What may be done with a send, in words (SND-2, APR-1, SND-4). Each says how many people it is about. */

const figure = (value: number) => value.toLocaleString("en");
const numbers = (value: number) => `${figure(value)} ${value === 1 ? "number" : "numbers"}`;

function approves(send: SendCard, zone: string): Words {
  const { zh, en } = starts(send, zone);
  if (!needsMore(send)) return { zh, en };
  return {
    zh: `${zh}您的批准会被记录；还需要其他审批人批准，任务才会开始。`,
    en: `${en} Your approval is recorded; the send starts once others approve too.`,
  };
}

function starts(send: SendCard, zone: string): Words {
  const { goes_to: count, cron, repeat_until, scheduled_at, trial, trial_size } = send;
  if (hasBegun(send)) {
    const open = openOf(send);
    return {
      zh: `批准后继续向其余 ${figure(open)} 个号码发送；这些号码的额度已预留。`,
      en: `This continues with the remaining ${numbers(open)}, whose quota is already reserved.`,
    };
  }
  if (cron !== null) {
    const rhythm = rhythmWords(cron);
    const until = repeat_until === null ? null : timeText(repeat_until, zone);
    return {
      zh: `批准后按计划重复执行（${rhythm.zh}），每次向 ${figure(count)} 个号码发送，并单独预留额度；${until ? `截止 ${until}` : "无结束日期"}。`,
      en: `Once approved, it runs on schedule (${rhythm.en}) ${until ? `until ${until}` : "with no end date"}. Each run sends to ${numbers(count)} and reserves its own quota.`,
    };
  }
  const size = figure(Math.min(trial_size, count));
  const at = timeText(scheduled_at, zone);
  const first = trial ? `先试发 ${size} 个，其余等待放行。` : "";
  const begins = trial ? `A trial goes to ${size} first; the rest waits for release. ` : "";
  return {
    zh: `批准后将向 ${figure(count)} 个号码发送，预留 ${figure(count)} 条额度。${first}${scheduled_at ? `于 ${at} 开始。` : "立即开始。"}`,
    en: `This sends to ${numbers(count)} and reserves ${figure(count)} ${count === 1 ? "unit" : "units"}. ${begins}${scheduled_at ? `It starts at ${at}.` : "It starts immediately."}`,
  };
}

function approved(send: SendCard): Words {
  if (needsMore(send))
    return w("已记录您的批准，还需要其他审批人：{name}", "Approval recorded; more approvals needed: {name}");
  if (send.cron !== null) return w("已批准，将按计划执行：{name}", "Approved; it runs on schedule: {name}");
  return w("已批准，正在准备发送：{name}", "Approved; preparing the send: {name}");
}

export const SEND_TRANSITIONS = {
  submit: {
    label: w("提交审批", "Submit for approval"),
    question: w("提交审批？", "Submit for approval?"),
    body: w(
      "将申请向 {goes_to, number} 个号码发送，须由另一位有审批权限的成员批准。",
      "This requests approval to send to {goes_to, number} {goes_to:number|numbers}. Another member must approve it.",
    ),
    all: ALL_SUBMITTED,
    done: w("已提交审批", "Submitted for approval"),
    needs: "KooMessage:sendTask:submit",
    tone: "main",
    from: ["draft", "rejected"],
  },
  approve: {
    label: w("通过", "Approve"),
    question: w("批准发送？", "Approve this send?"),
    body: approves,
    all: ALL_APPROVED,
    done: approved,
    tone: "main",
    reason: "optional",
  },
  reject: {
    label: w("驳回", "Reject"),
    question: w("驳回此任务？", "Reject this send?"),
    body: w(
      "不会向这 {goes_to, number} 个号码发送；提交人会看到您的意见。",
      "Nothing is sent to {goes_to:this|these} {goes_to, number} {goes_to:number|numbers}. The submitter sees your comment.",
    ),
    all: ALL_TURNED_DOWN,
    done: w("已驳回：{name}", "Rejected: {name}"),
    reason: "required",
  },
  assign: ASSIGN,
  urge: URGE,
  release: {
    label: w("放行其余号码", "Release the rest"),
    title: w("放行", "Release"),
    question: w("放行其余号码？", "Release the rest?"),
    body: (send) =>
      restOf(send) === 0
        ? w(
            "其余号码已放行，无需再次操作；请关闭此窗口。",
            "The remaining numbers have already been released. You can close this window.",
          )
        : {
            zh: `将继续向其余 ${figure(restOf(send))} 个号码发送，已发出的信息不可撤回。`,
            en: `This sends to ${numbers(restOf(send)).replace(" ", " more ")}. Messages already sent can't be recalled.`,
          },
    all: ALL_RELEASED,
    done: wentOn(w("已放行其余号码：{name}", "Remaining numbers released: {name}")),
    about: w("查看试发结果后，放行其余号码", "Releases the rest of a send after you check its trial"),
    needs: "KooMessage:sendTask:release",
    tone: "main",
    shown: true,
    from: ["trial_hold"],
    command: "release",
    final: w(
      "放行后将发送给其余全部号码。确定放行吗？",
      "All remaining numbers will get the message. Release them?",
    ),
  },
  undo: {
    label: w("撤销", "Undo"),
    title: w("撤销审批", "Undo decision"),
    question: w("撤销刚才的审批？", "Undo your decision?"),
    body: w(
      "任务将恢复到审批前的状态；审批后尚未发出任何信息。",
      "The send returns to its state before the decision. No messages have gone out since.",
    ),
    done: w("已撤销：{name}", "Undone: {name}"),
    about: w(
      "撤销自己的通过、驳回或放行操作（限 30 秒内且尚未发出任何信息）",
      "Undoes your approval, rejection or release within 30 s, if nothing went out",
    ),
    needs: "KooMessage:sendTask:release",
    atOnce: true,
    from: ["in_review", "rejected", "expanding", "ready", "recurring", "sending"],
    command: "undo",
  },
  pause: {
    label: w("暂停", "Pause"),
    question: w("暂停此任务？", "Pause this send?"),
    body: (send) =>
      isPlan(send)
        ? w(
            "暂停期间不会执行；错过的执行不会补发。",
            "It doesn't run while paused, and missed runs aren't made up.",
          )
        : {
            zh: `立即停止向其余 ${figure(openOf(send))} 个号码发送；已提交给运营商的信息继续等待回执。`,
            en: `Sending stops immediately. The remaining ${numbers(openOf(send))} ${openOf(send) === 1 ? "waits" : "wait"} until you resume. Messages already sent to the carrier still get their receipts.`,
          },
    all: allOpen,
    done: w("已暂停：{name}", "Paused: {name}"),
    about: w(
      "暂停发送任务：不再提交新的号码，已提交的照常等待回执",
      "Pauses a send; messages already sent still get receipts",
    ),
    needs: "KooMessage:sendTask:pause",
    reason: "optional",
    from: ["expanding", "ready", "sending", "recurring"],
    command: "pause",
  },
  resume: {
    label: w("恢复", "Resume"),
    question: w("恢复此任务？", "Resume this send?"),
    body: (send) =>
      isPlan(send)
        ? w(
            "按计划继续，下次执行时间从现在起重新计算。",
            "Runs continue on schedule. The next run is calculated from now.",
          )
        : {
            zh: `继续向其余 ${figure(openOf(send))} 个号码发送。`,
            en: `This sends to the remaining ${numbers(openOf(send))}.`,
          },
    all: allOpen,
    done: wentOn(w("已恢复：{name}", "Resumed: {name}")),
    about: w("恢复已暂停的发送任务", "Resumes a paused send"),
    needs: "KooMessage:sendTask:pause",
    tone: "main",
    from: ["paused"],
    command: "resume",
  },
  retry: {
    label: w("仍然继续发送", "Send the rest anyway"),
    title: w("继续发送", "Send the rest"),
    question: w("向其余号码发送？", "Send to the rest?"),
    body: (send) => ({
      zh: `这 ${figure(openOf(send))} 个号码在备份之后可能已收到信息。能识别重复的运营商在 72 小时内不会重复发送，支持查询的运营商会先查询；经其他运营商发送的号码会再次收到。`,
      en: `${numbers(openOf(send))} may have received the message after the backup. Carriers that detect duplicates won't send again within 72 hours, and those that can be queried are queried first. With other carriers, people get the message again.`,
    }),
    done: wentOn(w("已继续发送：{name}", "Sending the rest: {name}")),
    about: w(
      "数据库从备份恢复后，向未确认的号码继续发送（可能重复）",
      "Continues a send paused by a backup restore; some may get it twice",
    ),
    needs: "KooMessage:sendTask:pause",
    tone: "main",
    shown: true,
    from: ["paused"],
    command: "retry",
    final: w(
      "部分号码可能再次收到信息。确定继续发送吗？",
      "Some people may get the message again. Send anyway?",
    ),
  },
  resend: {
    label: w("重发未送达的号码", "Resend undelivered"),
    question: w("重发未送达的号码？", "Resend to undelivered numbers?"),
    body: (send) => ({
      zh: `将为最多 ${figure(notReached(send))} 个发送失败、过期或回执超时的号码创建一个新任务并提交审批，额度另行预留。重发也不会成功的号码（如空号）和状态未知（可能已收到）的号码不会重发。每个任务只能重发一次。`,
      en: `This creates a new send to at most ${numbers(notReached(send))} that failed, expired or timed out, submits it for approval and reserves separate quota. Numbers that would fail again (such as numbers not in use) and numbers with an unknown result, which may have been reached, aren't included. Each send can be resent only once.`,
    }),
    done: w("重发任务已创建，等待审批", "Resend created, waiting for approval"),
    about: w(
      "向已完成任务中失败、过期和超时的号码再发一次（每个任务一次）",
      "Resends to failed, expired and timed-out numbers in a finished send (once)",
    ),
    needs: "KooMessage:sendTask:submit",
    from: ["done"],
    command: "resend",
  },
  break_glass: {
    label: w("紧急放行", "Emergency release"),
    question: w("不经审批直接放行？", "Release without approval?"),
    body: w(
      "跳过所有审批，立即向 {goes_to, number} 个号码发送。所有审批人会马上收到通知，您的操作与原因会记入审计日志。",
      "This skips all approvals and sends to {goes_to, number} {goes_to:number|numbers} immediately. All approvers are notified right away, and your name and reason are recorded in the audit log.",
    ),
    done: w("已紧急放行：{name}", "Emergency release completed: {name}"),
    about: w(
      "不等审批，立即放行待审批的任务；须写明原因，并通知所有审批人",
      "Releases a waiting send before it's approved; requires a reason and notifies all approvers",
    ),
    needs: "KooMessage:sendTask:breakGlass",
    tone: "danger",
    reason: "required",
    from: ["in_review"],
    command: "break-glass",
  },
  cancel: {
    label: w("取消任务", "End task"),
    title: w("取消", "End a send"),
    question: w("取消此任务？", "End this send?"),
    keep: KEEP,
    reach: (send) => (send.expanded === null ? 0 : send.pending),
    body: (send) =>
      send.expanded === null
        ? w("不会向任何人发送信息。", "This send won't go to anyone.")
        : {
            zh: `其余 ${figure(send.pending)} 个号码不再发送，预留的额度会释放；已提交给运营商的 ${figure(send.handed)} 个继续等待回执。`,
            en: `The ${numbers(send.pending)} still waiting won't get the message, and their quota is released. The ${figure(send.handed)} already sent to the carrier still get their receipts.`,
          },
    all: allOpen,
    done: w("已取消：{name}", "Ended: {name}"),
    about: w(
      "取消发送任务：其余号码不再发送，额度释放",
      "Ends a send: remaining numbers are dropped and quota is released",
    ),
    needs: "KooMessage:sendTask:cancel",
    tone: "danger",
    reason: "optional",
    from: [
      "draft",
      "in_review",
      "rejected",
      "expanding",
      "ready",
      "sending",
      "trial_hold",
      "recurring",
      "paused",
    ],
    command: "cancel",
    final: w(
      "取消后，其余号码不会再发送，且不能恢复。确定取消吗？",
      "The remaining numbers won't get the message, and you can't undo this. End the send?",
    ),
  },
} as const satisfies Readonly<Record<string, Offer<SendCard>>>;
