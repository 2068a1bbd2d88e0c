import type { Locale } from "@tidings/shared/locale.ts";
import type { CardOf } from "../../answer.ts";
import type { MessageRef } from "../../cards.ts";
import type { ChatPerson, Dispatcher } from "../../chat/dispatcher.ts";

/** The dependencies of the Discord handlers. */
export interface DiscordContext {
  readonly dispatcher: Dispatcher;
  readonly apiUrl: string | undefined;
  follow(person: ChatPerson, place: MessageRef, card: CardOf, locale: Locale): Promise<void>;
  redrawCards(): Promise<void>;
}
