import type { Words } from "../ground/locale.ts";

/** A row of what sends are made of, with how many approved ones are not over (`private.sends_ahead`). */
export interface Ahead {
  readonly sends_ahead: number | null;
}

/** What disabling it means for the sends that wait, are paused or run (SND-2). */
export function heldWords({ sends_ahead: ahead }: Ahead): Words {
  if (!ahead) return { zh: "没有已审批通过的发送任务在等待。", en: "No approved sends are waiting." };
  return {
    zh: `已审批通过、尚未结束的 ${ahead} 个发送任务会暂停，重新启用后由成员恢复；循环任务到下次执行时暂停。`,
    en: `${ahead} approved ${ahead === 1 ? "send that hasn't ended is" : "sends that haven't ended are"} held: enable it again, then resume ${ahead === 1 ? "it" : "them"}. Recurring sends pause at their next run.`,
  };
}
