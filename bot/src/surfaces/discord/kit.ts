import type { Locale } from "@tidings/shared/locale.ts";
import type { CardOf } from "../../answer.ts";
import type { Place } from "../../cards.ts";
import type { ChatPerson, Desk } from "../../chat/desk.ts";

/** What the Discord surface works with. */
export interface Kit {
  readonly desk: Desk;
  readonly apiUrl: string | undefined;
  follow(person: ChatPerson, place: Place, card: CardOf, locale: Locale): Promise<void>;
  redrawCards(): Promise<void>;
}
