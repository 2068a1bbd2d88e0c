import { type Locale, w } from "../ground/locale.ts";
import { isRefusalCode, refusalWords } from "../refusals/register.ts";
import type { Offer } from "../resource/define.ts";
import type { Transition } from "../resource/transitions.ts";
import type { MessageStory } from "./message_story.ts";

/** How one message is sent again (MSG-1), in panel and chat alike; whether it is offered, the law says of each. */
export const AGAIN = {
  label: w("重新发送", "Send again"),
  question: w("重新发送这条短信？", "Send this message again?"),
  body: w(
    "将为这个号码创建一个重发任务并提交审批。模板、参数和签名不变，额度另行预留，退订与频次上限照常检查。每条短信只能重新发送一次。",
    "This creates a send to this one number and submits it for approval. The template, values and signature stay the same, quota is reserved again, and opt-outs and frequency caps still apply. You can resend a message only once.",
  ),
  done: w("重发任务已创建，等待审批", "Resend created and waiting for approval"),
  about: w("重新发送一条未送达的短信", "Sends one undelivered message again"),
} as const satisfies Offer<MessageStory>;

/** Of these a person asks whether they can be sent again. */
const ENDED_BADLY: ReadonlySet<string> = new Set(["failed", "expired", "timed_out"]);

/** Sending it again, as the law tells this person; undefined where the law has no such act for it. */
export const againOf = (transitions: readonly Transition[]): Transition | undefined =>
  transitions.find(({ verb }) => verb === "resend");

/** Why nobody may send again a message that did not arrive; null where somebody may, and where nobody would ask. */
export function notAgainText(
  { message, send }: MessageStory,
  transitions: readonly Transition[],
  locale: Locale,
): string | null {
  const code = againOf(transitions)?.blocked;
  if (!code || code === "forbidden" || !ENDED_BADLY.has(message.state) || !isRefusalCode(code)) return null;
  const places = { result: message.code, signature: send.signature };
  const { message: why, hint } = refusalWords(code, locale, places);
  return `${why}${locale === "zh-CN" ? "" : " "}${hint}`;
}
