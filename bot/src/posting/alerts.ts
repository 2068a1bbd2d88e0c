import { PROPOSED } from "@tidings/shared/alerts/notices.ts";
import { isLocale } from "@tidings/shared/ground/locale.ts";
import { PUBLIC, type Reach } from "../../../shared/src/node/reach.ts";
import { homesOf, type Provider, surfaceOf } from "../chat/homes.ts";
import { proposalAnswer } from "../chat/proposals.ts";
import { contextFor } from "../chat/seen_by.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import { type Alert, alertAnswer, asksToDecide, standingAnswer } from "../engine/drawn/alert.ts";
import type { View } from "../engine/view.ts";
import type { Answer } from "../ground/answer.ts";
import { log } from "../ground/log.ts";
import { type CardSurface, type Cards, Gone, isGone, type Recipient } from "./cards.ts";
import { postToRobot, type RobotAlert } from "./robots/robots.ts";

/**
 * Posts alerts to chat (BOT-3, BOT-4, GRD-1). Each alert is leased to one bot, so several bots post it once.
 * A bot that is killed between posting and recording loses its lease, and another bot tries again: Discord removes the
 * repeat by its nonce, and on Slack the bot looks for its own post first.
 */

interface Post extends Alert {
  readonly post_id: number;
  /** This try among them: 1 for the first. */
  readonly attempts: number;
  /** `robot` where it is for one. */
  readonly provider: Provider;
  readonly team: string;
  readonly robot?: RobotAlert["robot"] | null;
  readonly last_error: string | null;
  readonly zone: string;
  readonly chat_channel: string | null;
  /** The message that it answers. */
  readonly thread?: string | null;
  /** That message is the card of the review: it is drawn anew by itself, and this says why it is brought up. */
  readonly stands?: boolean;
  /** The recipient of a direct message, when there is no chat channel. */
  readonly person: string | null;
  readonly chat_user: string;
  readonly locale: string;
  readonly enterprise: string;
}

export interface Alerts {
  /** Posts all alerts that are due. Several bots may call it at once. */
  postDue(): Promise<void>;
}

const AT_ONCE = 5;
/** The lease is 30 s. An alert that took longer than this to draw is given back instead of posted. */
const LATEST_MS = 15_000;

/** Posts alerts on these surfaces; without a `reach` no robot is told; `panel`: its address. A message that shows a resource is registered as a card and kept up to date. */
export function makeAlerts(
  database: BotDatabase,
  surfaces: readonly CardSurface[],
  cards: Pick<Cards, "follow">,
  reach: Reach | null = PUBLIC,
  panel?: string,
): Alerts {
  const finish = (post: Post, error: string | null) =>
    verb(database.own, "finish_alert_post", { post: post.post_id, error });

  const deliver = async (post: Post, claimed: number): Promise<void> => {
    const surface = surfaceOf(surfaces, post.provider, post.team);
    if (!surface) throw new Error(`no ${post.provider} here`);
    const locale = isLocale(post.locale) ? post.locale : "zh-CN";
    const { view, me } = await contextFor(database, post.chat_user, post.provider, locale);
    // The subscriber has left the enterprise since: alerts are no longer read with their permissions.
    const member = me.user_id !== null && me.enterprises.some((each) => each.name === post.enterprise);
    if (!member) throw new Gone(`${post.chat_user} is no member any more`);
    const seen = { ...view, sender: post.enterprise };
    const answer = await drawn(database, seen, post, panel);
    // Between the claim and here somebody may have decided.
    if (asksToDecide(post) && answer.card && answer.shown === undefined)
      throw new Gone("it was decided meanwhile");
    const told = post.stands ? standingAnswer(seen, post) : answer;
    if (Date.now() - claimed > LATEST_MS) throw new Error("drawing it took too long");
    const place = await surface.post(
      recipientOf(post),
      told,
      locale,
      `alert-${post.post_id}`,
      post.attempts > 1,
    );
    // The message is posted: a failure from here on must not post it again.
    const follow = told.card && cards.follow(post.chat_user, post.provider, place, told.card, locale, told);
    const ended = await Promise.allSettled([finish(post, null), follow]);
    for (const { reason } of ended.filter(failed)) log.error("alerts.record", reason, { post: post.post_id });
  };

  const tellRobot = async (post: Post & RobotAlert): Promise<void> => {
    if (!reach) throw new Error("no robot is told from here");
    await postToRobot(post, isLocale(post.locale) ? post.locale : "zh-CN", reach);
    await finish(post, null);
  };

  const attempt = async (post: Post, claimed: number): Promise<void> => {
    try {
      if (post.robot) await tellRobot({ ...post, robot: post.robot });
      else await deliver(post, claimed);
    } catch (error) {
      const about = { post: post.post_id, kind: post.kind, id: post.resource_id };
      const gone = isGone(error);
      if (gone) log.info("alerts.gone", { ...about, why: String(error) });
      else log.error("alerts.post", error, about);
      const said = String(error instanceof Error ? error.message : error);
      await finish(post, gone ? (post.robot ? `gone: ${said}` : "gone") : said);
    }
  };

  return {
    async postDue() {
      // Robots are anybody's: a bot without a chat platform tells them too.
      const homes = [...homesOf(surfaces), ...(reach ? ["robot:-"] : [])];
      if (homes.length === 0) return;
      try {
        let due: readonly Post[];
        do {
          const claimed = Date.now();
          due = await verb<readonly Post[]>(database.own, "claim_alert_posts", { most: AT_ONCE, homes });
          await Promise.all(
            [...Map.groupBy(due, laneOf).values()].map((posts) =>
              inTurn(posts, (post) => attempt(post, claimed)),
            ),
          );
        } while (due.length === AT_ONCE);
      } catch (error) {
        log.error("alerts.claim", error);
      }
    },
  };
}

async function drawn(
  database: BotDatabase,
  seen: View,
  post: Post,
  panel: string | undefined,
): Promise<Answer> {
  if (post.kind !== PROPOSED) return alertAnswer(seen, post);
  const answer = await proposalAnswer(database, post, seen.locale, panel);
  if (answer === null) throw new Gone("nobody can press it any more");
  return answer;
}

/** Whom a post is for: each reads what became of their things in the order in which it happened. */
const laneOf = ({ provider, team, chat_channel, person, robot, post_id }: Post): string =>
  JSON.stringify([provider, team, chat_channel, robot ? post_id : person]);

async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (const one of all) await work(one);
}

function failed(result: PromiseSettledResult<unknown>): result is PromiseRejectedResult {
  return result.status === "rejected";
}

function recipientOf({ chat_channel, thread, stands, person }: Post): Recipient {
  if (chat_channel === null) return { person: person ?? "" };
  return {
    chatChannel: chat_channel,
    ...(thread ? { thread } : {}),
    ...(thread && stands ? { aloud: true } : {}),
  };
}
