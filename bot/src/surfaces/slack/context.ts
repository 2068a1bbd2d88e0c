import type { webApi } from "@slack/bolt";
import type { Locale } from "@tidings/shared/locale.ts";
import type { CardOf } from "../../answer.ts";
import type { MessageRef } from "../../cards.ts";
import type { ChatPerson, Dispatcher } from "../../chat/dispatcher.ts";

/** What the Slack surface works with. */
export interface SlackContext {
  readonly client: webApi.WebClient;
  readonly dispatcher: Dispatcher;
  follow(person: ChatPerson, place: MessageRef, card: CardOf, locale: Locale): Promise<void>;
  /** Draws the cards whose rows have moved, now. */
  redrawCards(): Promise<void>;
}

/** Where an answer goes. */
export interface MessageTarget {
  readonly channel: string;
  readonly user: string;
  readonly thread?: string;
  /** Works five times in 30 minutes, also where the bot is no member. */
  readonly responseUrl?: string;
}
