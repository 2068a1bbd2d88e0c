import type { webApi } from "@slack/bolt";
import type { Locale } from "@tidings/shared/locale.ts";
import type { CardOf } from "../../answer.ts";
import type { MessageRef } from "../../cards.ts";
import type { ChatPerson, Dispatcher } from "../../chat/dispatcher.ts";

/** The dependencies of the Slack handlers. */
export interface SlackContext {
  readonly client: webApi.WebClient;
  readonly dispatcher: Dispatcher;
  follow(person: ChatPerson, place: MessageRef, card: CardOf, locale: Locale): Promise<void>;
  /** Redraws the cards whose rows have changed, without waiting for the clock. */
  redrawCards(): Promise<void>;
}

/** Where an answer is posted. */
export interface MessageTarget {
  readonly channel: string;
  readonly user: string;
  /** The thread that a public answer goes to: it is begun where there is none yet. */
  readonly thread?: string;
  /** The thread is only begun by the answer. Slack shows no ephemeral message there. */
  readonly threadIsNew?: boolean;
  /** Works five times within 30 minutes, also where the bot is not a member. */
  readonly responseUrl?: string;
}
