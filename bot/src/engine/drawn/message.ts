import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { AGAIN, againOf, notAgainText } from "@tidings/shared/messages/again.ts";
import {
  type MessageStory,
  messageAdvice,
  messageText,
  storyLines,
  WHAT_HELPS,
} from "@tidings/shared/messages/message_story.ts";
import { networkText } from "@tidings/shared/numbers/networks.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { sendTitle } from "@tidings/shared/sends/words.ts";
import { verb } from "../../data/database.ts";
import type { Action, Answer, Field, Tone } from "../../ground/answer.ts";
import type { View } from "../view.ts";

/** The story of one message (MSG-1), with the button that sends it again. */

const SAYS = {
  story: w("发给 {number} 的短信", "The message to {number}"),
  send: w("任务", "Send"),
  signature: w("签名", "Signature"),
  channel: w("通道", "Channel"),
  link: w("短链", "Short link"),
  when: w("时间", "Time"),
  what: w("收发记录", "History"),
} as const satisfies Record<string, Words>;

/** What helps, as a line under what is wrong; none where nothing does. */
export const adviceLine = (advice: string | null, locale: Locale): string[] =>
  advice === null ? [] : [fillPlaces(say(WHAT_HELPS, locale), { advice })];

const TONES: Partial<Record<MessageStory["message"]["state"], Tone>> = {
  delivered: "good",
  failed: "bad",
  expired: "bad",
};

/** What this person may do about a message now. */
export async function messageTransitions({ session }: View, id: string): Promise<readonly Transition[]> {
  const allowed = await verb<Readonly<Record<string, readonly Transition[]>>>(
    session,
    "allowed_transitions",
    { resource: "delivery", ids: [id] },
  );
  return allowed[id] ?? [];
}

/** The story of a message, from the line of its file to the resolution of its card. @throws Refusal where it is not visible */
export async function messageAnswer(view: View, id: string): Promise<Answer> {
  const { locale, zone } = view;
  // Before the story, so that the hash is never newer than what is drawn (APR-1).
  const transitions = await messageTransitions(view, id);
  const story = await verb<MessageStory>(view.session, "message_story", { message: id });
  const { message, send, link } = story;
  const advice = messageAdvice(message, send.state);
  const fields: readonly (readonly [Words, string | null])[] = [
    [SAYS.send, sendTitle(send, locale)],
    [SAYS.signature, `【${send.signature}】`],
    [SAYS.channel, `${send.channel} · ${say(networkText(message), locale)}`],
    [SAYS.link, link?.address ?? null],
  ];
  return {
    tone: TONES[message.state] ?? "plain",
    title: fillPlaces(say(SAYS.story, locale), { number: message.phone }),
    text: [
      messageText(message, locale),
      ...adviceLine(advice && say(advice, locale), locale),
      ...[notAgainText(story, transitions, locale)].filter((line) => line !== null),
    ].join("\n"),
    fields: fields.flatMap(([label, value]): Field[] =>
      value === null ? [] : [{ label: say(label, locale), value }],
    ),
    table: {
      name: "story",
      columns: (["when", "what"] as const).map((name) => ({ title: say(SAYS[name], locale) })),
      rows: storyLines(story, locale).map(({ at, text }) => [timeText(at, zone), text]),
    },
    actions: againAction(transitions, id, locale),
  };
}

function againAction(transitions: readonly Transition[], id: string, locale: Locale): Action[] {
  const again = againOf(transitions);
  if (!again?.allowed) return [];
  const named = again.shown === null ? {} : { shown: again.shown };
  // What it did is a send of its own, beside the story.
  return [
    { command: "resend", input: { message: id }, ...named, label: say(AGAIN.label, locale), beside: true },
  ];
}
