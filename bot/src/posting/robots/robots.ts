import type { RobotKind } from "@tidings/shared/alerts/robot_words.ts";
import { alertWords } from "@tidings/shared/alerts/text.ts";
import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { PUBLIC, postJson, type Reach, Unanswered, Unreachable } from "../../../../shared/src/node/reach.ts";
import { Gone } from "../cards.ts";
import { answerTrouble, robotRequest } from "./message.ts";

/** A post for a robot, as `claim_alert_posts` answers it. */
export interface RobotAlert {
  readonly post_id: number;
  readonly attempts: number;
  /** Why the last try failed; null: this is the first, or the bot that tried was killed before it could say. */
  readonly last_error: string | null;
  readonly kind: string;
  readonly resource: string;
  readonly resource_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly enterprise: string;
  readonly zone: string;
  readonly robot: { readonly kind: RobotKind; readonly address: string; readonly secret: string | null };
}

const TEST: Words = w(
  "测试消息：机器人「{name}」已接通（{by}）",
  "Test message: the bot “{name}” is connected ({by})",
);
const MAY_HAVE: Words = w(
  "对方可能已收到，未再发送",
  "the message may have arrived, so it wasn't sent again",
);

/** The text of an alert or a digest for a robot: made of what the alert says, and of no row that somebody would have to be allowed to read. */
export function robotText(post: RobotAlert, locale: Locale): string {
  const { kind, details, at, enterprise, zone } = post;
  const test = kind === "robot_test";
  const said = test ? fillPlaces(say(TEST, locale), details) : say(alertWords({ kind, details }), locale);
  const title = test ? "Tidings" : say(labelOf(ALERT_KIND_WORDS, kind), locale);
  return `【${enterprise}】${title}\n${said}\n${timeText(at, zone)}`;
}

/**
 * Posts to a robot, once. These platforms know no idempotency, so what may have arrived is not posted again, but told as such; a webhook of
 * one's own is told the same id again instead.
 * @throws Gone when another try would not help; Error when it may be tried again
 */
export async function postToRobot(post: RobotAlert, locale: Locale, reach: Reach = PUBLIC): Promise<void> {
  const { kind, address, secret } = post.robot;
  const knowsRepeats = kind === "webhook";
  if (!knowsRepeats && post.attempts > 1 && post.last_error === null) throw new Gone(say(MAY_HAVE, locale));
  const data = {
    kind: post.kind,
    at: post.at,
    enterprise: post.enterprise,
    resource: post.resource,
    resource_id: post.resource_id,
    details: post.details,
  };
  const id = `post_${post.post_id}`;
  const request = robotRequest(
    kind,
    address,
    secret,
    { id, text: robotText(post, locale), data },
    Date.now(),
  );
  try {
    const { status, body } = await postJson(request.url, request.headers, request.body, reach);
    const trouble = answerTrouble(kind, status, body);
    // 5xx of a gateway says nothing of what is behind it: as without an answer.
    if (trouble !== null && status >= 500 && !knowsRepeats) throw new Unanswered(trouble);
    if (trouble !== null) throw new Error(trouble);
  } catch (error) {
    if (error instanceof Unreachable) throw new Gone(error.message);
    if (error instanceof Unanswered && !knowsRepeats)
      throw new Gone(`${error.message}: ${say(MAY_HAVE, locale)}`);
    throw error;
  }
}
