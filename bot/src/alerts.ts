import { isLocale } from "@tidings/shared/locale.ts";
import {
  type CardSurface,
  type Cards,
  contextFor,
  Gone,
  homesOf,
  type Provider,
  type Recipient,
} from "./cards.ts";
import { type BotDatabase, verb } from "./database.ts";
import { Refusal } from "./errors.ts";
import { log } from "./log.ts";
import { type Alert, alertAnswer } from "./resources/alert.ts";

/**
 * Alerts on their way to chat (BOT-3, BOT-4, GRD-1): each is posted once, however many bots there are, because it is
 * leased to one of them. A bot that is killed between a post and its record leaves the post to another bot, which
 * cannot know: then it stands there twice on Slack (Discord keeps one by its nonce). That is the lesser evil: an
 * alert that nobody reads would be the greater one.
 */

interface Post extends Alert {
  readonly post_id: number;
  readonly provider: Provider;
  readonly chat_channel: string | null;
  /** Who is told directly, when there is no channel. */
  readonly person: string | null;
  readonly chat_user: string;
  readonly locale: string;
  readonly enterprise: string;
}

export interface Alerts {
  /** Posts what waits to be posted. Several bots may do it at once. */
  postDue(): Promise<void>;
}

const AT_ONCE = 5;
/** The lease is 30 s: what took longer than this to draw is not posted any more, but handed back in time. */
const LATEST_MS = 15_000;

/** The posts of this bot, on the surfaces it has; the messages that show a thing follow it as cards. */
export function makeAlerts(
  database: BotDatabase,
  surfaces: readonly CardSurface[],
  cards: Pick<Cards, "follow">,
): Alerts {
  const finish = (post: Post, error: string | null) =>
    verb(database.own, "finish_alert_post", { post: post.post_id, error });

  const deliver = async (post: Post, claimed: number): Promise<void> => {
    const surface = surfaces.find((each) => each.provider === post.provider);
    if (!surface) throw new Error(`no ${post.provider} here`);
    const locale = isLocale(post.locale) ? post.locale : "zh-CN";
    const { view, me } = await contextFor(database, post.chat_user, post.provider, locale);
    // Whoever subscribed has left since: nothing is told with their eyes any more.
    const member = me.user_id !== null && me.enterprises.some((each) => each.name === post.enterprise);
    if (!member) throw new Gone(`${post.chat_user} is no member any more`);
    const answer = await alertAnswer({ ...view, sender: post.enterprise }, post);
    if (Date.now() - claimed > LATEST_MS) throw new Error("drawing it took too long");
    const place = await surface.post(recipientOf(post), answer, locale, `alert-${post.post_id}`);
    // It stands there: whatever fails from here on is no reason to post it again.
    const follow = answer.card && cards.follow(post.chat_user, post.provider, place, answer.card, locale);
    for (const { reason } of (await Promise.allSettled([finish(post, null), follow])).filter(failed))
      log.error("alerts.record", reason, { post: post.post_id });
  };

  const attempt = async (post: Post, claimed: number): Promise<void> => {
    try {
      await deliver(post, claimed);
    } catch (error) {
      const about = { post: post.post_id, kind: post.kind, id: post.resource_id };
      const gone = error instanceof Gone || (error instanceof Refusal && error.status < 409);
      if (gone) log.info("alerts.gone", { ...about, why: error.message });
      else log.error("alerts.post", error, about);
      await finish(post, gone ? "gone" : String(error instanceof Error ? error.message : error));
    }
  };

  return {
    async postDue() {
      if (surfaces.length === 0) return;
      const homes = homesOf(surfaces);
      try {
        let due: readonly Post[];
        do {
          const claimed = Date.now();
          due = await verb<readonly Post[]>(database.own, "claim_alert_posts", { most: AT_ONCE, homes });
          await Promise.all(due.map((post) => attempt(post, claimed)));
        } while (due.length === AT_ONCE);
      } catch (error) {
        log.error("alerts.claim", error);
      }
    },
  };
}

function failed(result: PromiseSettledResult<unknown>): result is PromiseRejectedResult {
  return result.status === "rejected";
}

function recipientOf({ chat_channel, person }: Post): Recipient {
  return chat_channel === null ? { person: person ?? "" } : { chatChannel: chat_channel };
}
