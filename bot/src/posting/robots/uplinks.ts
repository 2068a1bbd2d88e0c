import { type Session, verb } from "../../data/database.ts";
import { log } from "../../ground/log.ts";
import { answerTrouble, webhookHeaders } from "./message.ts";
import { PUBLIC_HTTP, postJson, type Reach, Unreachable } from "./reach.ts";

/**
 * Posts what people reply to the address of their SMS application (SMS-1, table 7-7), signed as Standard Webhooks. A post is leased to one
 * bot and keeps its id until the address has taken it, so one that a bot was killed over is posted again, and nothing is lost.
 */

/** A post of replies, as `claim_uplink_posts` answers it. */
export interface UplinkPost {
  readonly post_id: number;
  readonly address: string;
  readonly secret: string;
  readonly application: string;
  /** The oldest first; null where all were purged since. */
  readonly replies: readonly UplinkReply[] | null;
}

interface UplinkReply {
  /** The carrier's own id of the reply. */
  readonly id: string;
  /** The whole number. */
  readonly from: string;
  readonly signature: string;
  readonly text: string;
  readonly at: string;
}

export interface Uplinks {
  /** Posts all that is due. Several bots may call it at once. */
  postDue(): Promise<void>;
}

const AT_ONCE = 5;

/** Makes what posts replies with the bot's own session. */
export function makeUplinks(own: Session, reach: Reach = PUBLIC_HTTP): Uplinks {
  const attempt = async (post: UplinkPost): Promise<void> => {
    const error = await postReplies(post, reach);
    if (error !== null) log.info("uplinks.post", { post: post.post_id, error });
    await verb(own, "finish_uplink_post", { post: post.post_id, error });
  };
  return {
    async postDue() {
      try {
        let due: readonly UplinkPost[];
        do {
          due = await verb<readonly UplinkPost[]>(own, "claim_uplink_posts", { most: AT_ONCE });
          await Promise.all(due.map(attempt));
        } while (due.length === AT_ONCE);
      } catch (error) {
        log.error("uplinks.claim", error);
      }
    },
  };
}

/** Posts once. Answers why it was not taken; `gone: ` where another try would not help; null when it was. */
export async function postReplies(
  { post_id, address, secret, application, replies }: UplinkPost,
  reach: Reach = PUBLIC_HTTP,
): Promise<string | null> {
  const id = `uplink_${post_id}`;
  const body = JSON.stringify({ type: "replies", application, replies: replies ?? [] });
  try {
    const { status, body: said } = await postJson(
      address,
      webhookHeaders(secret, id, body, Date.now()),
      body,
      reach,
    );
    return answerTrouble("webhook", status, said);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return error instanceof Unreachable ? `gone: ${why}` : why;
  }
}
