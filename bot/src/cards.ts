import { isLocale, type Locale } from "@tidings/shared/locale.ts";
import type { Answer, CardOf, Resource } from "./answer.ts";
import { type BotDatabase, type Me, type Source, verb, whoami } from "./database.ts";
import { isOfTheBot, Refusal } from "./errors.ts";
import { log } from "./log.ts";
import { resourceAnswer } from "./resources/resource.ts";
import type { View } from "./resources/view.ts";

/** Cards are chat messages that show a row. When the row changes, every message that shows it is redrawn (BOT-3). */

export type Provider = "slack" | "discord";

/** A message of a chat platform. */
export interface MessageRef {
  readonly chatChannel: string;
  readonly message: string;
}

/** The recipient of a message: a chat channel or one person, by the platform's id. */
export type Recipient = { readonly chatChannel: string } | { readonly person: string };

/** What draws cards on a platform. */
export interface CardSurface {
  readonly provider: Provider;
  /** The workspace on Slack, the application on Discord. The bot cannot reach messages of another one. */
  readonly team: string;
  /**
   * Posts an answer without a command. `key` identifies the post across retries, so that a platform with
   * idempotent posts (Discord) keeps the first one.
   * @throws Gone when there is no such channel or person, or the bot may not post there
   */
  post(recipient: Recipient, answer: Answer, locale: Locale, key: string): Promise<MessageRef>;
  /** Replaces what the message shows. @throws Gone when there is no such message any more */
  redraw(place: MessageRef, answer: Answer, locale: Locale): Promise<void>;
}

/** The message was deleted, or the bot was removed from its channel. It is never redrawn. */
export class Gone extends Error {}

/** Is there no use in another try? Nobody may see the row there any more, or the message is gone. */
export function isGone(error: unknown): boolean {
  return error instanceof Gone || (error instanceof Refusal && error.status < 409 && !isOfTheBot(error));
}

interface CardUpdate {
  readonly card_id: string;
  readonly chat_channel: string;
  readonly message: string;
  readonly provider: Provider;
  readonly resource: Resource;
  readonly resource_id: string;
  readonly locale: string;
  readonly chat_user: string;
  readonly seq: number;
}

export interface Cards {
  /** Registers a message as a card of its row. @throws Refusal when the person may not see the row */
  follow(
    chatUser: string,
    provider: Provider,
    place: MessageRef,
    card: CardOf,
    locale: Locale,
  ): Promise<void>;
  /** Redraws the cards whose row has changed. Several bots may call it at once: each card is leased to one. */
  redrawDue(): Promise<void>;
}

const AT_ONCE = 10;

/** The cards on these surfaces. */
export function makeCards(database: BotDatabase, surfaces: readonly CardSurface[]): Cards {
  const finish = (due: CardUpdate, error: string | null) =>
    verb(database.own, "finish_card_update", { card_id: due.card_id, seq: due.seq, error });

  const redraw = async (due: CardUpdate): Promise<void> => {
    try {
      const surface = surfaces.find((each) => each.provider === due.provider);
      if (!surface) throw new Error(`no ${due.provider} here`);
      const locale = isLocale(due.locale) ? due.locale : "zh-CN";
      const place = { chatChannel: due.chat_channel, message: due.message };
      await surface.redraw(place, await seen(database, due, locale), locale);
      await finish(due, null);
    } catch (error) {
      // The person who asked for the card no longer sees the row (left, unlinked). Nobody else's permissions are used.
      const gone = isGone(error);
      if (!gone)
        log.error("cards.redraw", error, { card: due.card_id, resource: due.resource, id: due.resource_id });
      await finish(due, gone ? "gone" : String(error instanceof Error ? error.message : error));
    }
  };

  return {
    async follow(chatUser, provider, place, card, locale) {
      const session = database.forChat(chatUser, provider);
      const { resource, id } = card;
      const team = surfaces.find((each) => each.provider === provider)?.team ?? null;
      await verb(session, "register_card", {
        provider,
        team,
        chat_channel: place.chatChannel,
        message: place.message,
        resource,
        resource_id: id,
        locale,
      });
    },
    async redrawDue() {
      if (surfaces.length === 0) return;
      // Read at each call: surfaces are added in the background as their platforms become reachable.
      const homes = homesOf(surfaces);
      try {
        let due: readonly CardUpdate[];
        do {
          due = await verb<readonly CardUpdate[]>(database.own, "claim_card_updates", {
            most: AT_ONCE,
            homes,
          });
          await Promise.all(due.map(redraw));
        } while (due.length === AT_ONCE);
      } catch (error) {
        log.error("cards.claim", error);
      }
    },
  };
}

/** `provider:team` of these surfaces: bots of two workspaces on one database claim only their own messages. */
export const homesOf = (surfaces: readonly CardSurface[]): string[] =>
  surfaces.map(({ provider, team }) => `${provider}:${team}`);

/** The row, read with the permissions of the person who asked for the card. */
async function seen(database: BotDatabase, due: CardUpdate, locale: Locale): Promise<Answer> {
  const { view } = await contextFor(database, due.chat_user, due.provider, locale);
  return resourceAnswer(view, { resource: due.resource, id: due.resource_id });
}

/** The render context of a card: read with one linked person's permissions, shown to the whole chat channel. */
export async function contextFor(
  database: BotDatabase,
  chatUser: string,
  provider: Provider,
  locale: Locale,
): Promise<{ readonly view: View; readonly me: Me }> {
  const session = database.forChat(chatUser, provider satisfies Source);
  const me = await whoami(session);
  const view = {
    session,
    locale,
    permissions: me.permissions,
    zone: me.enterprise?.time_zone ?? "Asia/Shanghai",
    sender: me.enterprise?.name ?? "Tidings",
    shared: true,
  };
  return { view, me };
}
