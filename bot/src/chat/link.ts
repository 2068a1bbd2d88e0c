import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import type { Carrier } from "./carrier.ts";
import type { ChatPerson } from "./dispatcher.ts";
import type { MessageRef } from "./homes.ts";
import type { Runs } from "./runs.ts";

/** What a surface needs of the bot. */
export interface ChatLink {
  readonly runs: Runs;
  readonly carrier: Carrier;
  /** Registers a message as a card of its row. `drawn`: what it shows. */
  follow(person: ChatPerson, place: MessageRef, card: CardOf, locale: Locale, drawn: Answer): Promise<void>;
  /** The person has opened their home: it is drawn anew when something that concerns them is done elsewhere. Never throws. */
  followHome(person: ChatPerson): Promise<void>;
  /** Redraws the cards whose rows have changed, without waiting for the clock. False: this one could not be, in time. */
  redrawCards(place?: MessageRef): Promise<boolean>;
}
