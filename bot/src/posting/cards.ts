import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isLocale, type Locale } from "@tidings/shared/ground/locale.ts";
import { NoRoom, type Urgency } from "../chat/budget.ts";
import type { Stage } from "../chat/carrier.ts";
import { homesOf, type MessageRef, type Provider, surfaceOf } from "../chat/homes.ts";
import type { ChatRun } from "../chat/runs.ts";
import { contextFor } from "../chat/seen_by.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import { resourceAnswer } from "../engine/resource.ts";
import { smallCard } from "../engine/unfurl.ts";
import { type Answer, type CardOf, type Resource, saying } from "../ground/answer.ts";
import { isOfTheBot, Refusal } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import { oneAtATime } from "../ground/one_at_a_time.ts";

/** Cards are chat messages that show a row. When the row changes, every message that shows it is redrawn (BOT-3). */

/**
 * The recipient of a message: a chat channel, or a message in it that is answered (on Slack in its thread; `aloud`: and shown in the
 * channel too); or one person, by the platform's id.
 */
export type Recipient =
  | { readonly chatChannel: string; readonly thread?: string; readonly aloud?: boolean }
  | { readonly person: string };

/** What draws cards on a platform, and shows runs that another bot began. */
export interface CardSurface {
  readonly provider: Provider;
  /** The workspace on Slack, the application on Discord. The bot cannot reach messages of another one. */
  readonly team: string;
  /** How many cards could be redrawn now; of counters, which may use a part of the platform's limit only. */
  room(urgency: Urgency): number;
  /** Shows the course of a run. */
  stage(run: ChatRun): Stage;
  /**
   * Posts an answer without a command. `key` identifies the post across retries: Discord keeps the first one, and on Slack
   * it is looked for when this is not the first try (`again`).
   * @throws Gone when there is no such channel or person, or the bot may not post there
   */
  post(
    recipient: Recipient,
    answer: Answer,
    locale: Locale,
    key: string,
    again: boolean,
  ): Promise<MessageRef>;
  /**
   * Replaces what the message shows.
   * @throws Gone when there is no such message any more; NoRoom when the platform's limit leaves no room soon
   */
  redraw(place: MessageRef, answer: Answer, locale: Locale, urgency: Urgency): Promise<void>;
  /** Draws the home of a person anew, on a platform whose app has homes. Never throws. */
  readonly home?: (chatUser: string) => Promise<void>;
}

/** Is told where cards can be drawn from now on, and where no longer. */
export interface Drawn {
  add(surface: CardSurface): void;
  remove(surface: CardSurface): void;
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
  /** Empty: the message is the card. */
  readonly preview: string;
  readonly provider: Provider;
  readonly resource: Resource;
  readonly resource_id: string;
  readonly locale: string;
  readonly chat_user: string;
  readonly seq: number;
  /** The row made a transition since it was drawn; otherwise only counters moved. */
  readonly decided: boolean;
  /** Of what the message shows. */
  readonly hash: string | null;
  /** What was said above it as it was posted; null once the row has come to another state. */
  readonly said: Said | null;
}

/** `shown`: the hash of what was decided about the row then. */
interface Said {
  readonly words: string;
  readonly shown: string | null;
}

export interface Cards {
  /** Registers a message as a card of its row. `drawn`: what it shows. @throws Refusal when the person may not see the row */
  follow(
    chatUser: string,
    provider: Provider,
    place: MessageRef,
    card: CardOf,
    locale: Locale,
    drawn: Answer,
  ): Promise<void>;
  /**
   * Redraws the cards whose row has changed: those of a transition first, at once; counters as far as there is room.
   * Several bots may call it at once: each card is leased to one. Calls while it runs are one more run after it.
   */
  redrawDue(): Promise<void>;
  /** Redraws what is due. False when this message does not show its row after `withinMs`. */
  redrawn(provider: Provider, place: MessageRef, withinMs: number): Promise<boolean>;
}

const AT_ONCE = 10;
/** A card without room is tried again after this time, in seconds; a failed one later. */
const AGAIN_S = { room: 1, error: 5 };

/** The cards on these surfaces. */
export function makeCards(database: BotDatabase, surfaces: readonly CardSurface[]): Cards {
  /** Messages whose last redraw failed. */
  const behind = new Set<string>();
  const nameOf = (provider: Provider, { chatChannel, message, preview = "" }: MessageRef) =>
    `${provider} ${chatChannel} ${message} ${preview}`;

  const finish = (due: CardUpdate, more: { error?: string; hash?: string; again_in_s?: number }) =>
    verb(database.own, "finish_card_update", { card_id: due.card_id, seq: due.seq, ...more });

  const redraw = async (due: CardUpdate, surface: CardSurface): Promise<void> => {
    const { chat_channel: chatChannel, message, preview } = due;
    const place = { chatChannel, message, ...(preview === "" ? {} : { preview }) };
    const name = nameOf(due.provider, place);
    try {
      const urgency = due.decided ? "decision" : "counter";
      if (!due.decided && surface.room(urgency) <= 0) throw new NoRoom("counters");
      const locale = isLocale(due.locale) ? due.locale : "zh-CN";
      const answer = await seen(database, due, locale);
      const hash = hashOf(answer, locale, place);
      // After a transition the buttons are used up, so the message is drawn anew even where it reads the same.
      const usedUp = due.decided && preview === "";
      if (usedUp || hash !== due.hash) await surface.redraw(place, answer, locale, urgency);
      behind.delete(name);
      await finish(due, { hash });
    } catch (error) {
      // The person who asked for the card no longer sees the row (left, unlinked). Nobody else's permissions are used.
      const gone = isGone(error);
      const room = error instanceof NoRoom;
      if (!gone && (due.decided || !room)) behind.add(name);
      if (!gone && !room)
        log.error("cards.redraw", error, { card: due.card_id, resource: due.resource, id: due.resource_id });
      const said = gone ? "gone" : String(error instanceof Error ? error.message : error);
      await finish(due, { error: said, again_in_s: room ? AGAIN_S.room : AGAIN_S.error });
    }
  };

  /** Claims and redraws the cards of one platform until none is due. */
  const redrawOf = async (surface: CardSurface): Promise<void> => {
    const homes = homesOf([surface]);
    for (;;) {
      const counters = surface.room("counter");
      const due = await verb<readonly CardUpdate[]>(database.own, "claim_card_updates", {
        most: AT_ONCE,
        homes,
        decided_only: counters <= 0,
      });
      await Promise.all(due.filter(({ decided }) => decided).map((each) => redraw(each, surface)));
      // One after the other: what a decision may need meanwhile is not used up.
      for (const each of due.filter(({ decided }) => !decided)) await redraw(each, surface);
      if (due.length < AT_ONCE) return;
    }
  };

  const redrawAll = async (): Promise<void> => {
    // Read at each call: surfaces are added in the background as their platforms become reachable.
    const ended = await Promise.allSettled(surfaces.map(redrawOf));
    for (const each of ended) if (each.status === "rejected") log.error("cards.claim", each.reason);
    // After the cards, and waited for by nobody: a home is of one person, a card of a whole channel.
    for (const surface of surfaces) if (surface.home) void redrawHomes(surface, surface.home);
  };

  const redrawHomes = async (
    surface: CardSurface,
    draw: (chatUser: string) => Promise<void>,
  ): Promise<void> => {
    try {
      const changed = await verb<readonly { readonly chat_user: string }[]>(database.own, "claim_homes", {
        homes: homesOf([surface]),
      });
      await Promise.all(changed.map(({ chat_user }) => draw(chat_user)));
    } catch (error) {
      log.error("cards.homes", error);
    }
  };
  const redrawDue = oneAtATime(redrawAll);

  return {
    async follow(chatUser, provider, place, card, locale, drawn) {
      const session = database.forChat(chatUser, provider);
      const { resource, id } = card;
      // On Slack the person's own workspace; a Discord bot has one application for all its servers.
      const team = provider === "slack" ? null : (surfaceOf(surfaces, provider, "-")?.team ?? null);
      await verb(session, "register_card", {
        provider,
        team,
        chat_channel: place.chatChannel,
        message: place.message,
        resource,
        resource_id: id,
        locale,
        hash: hashOf(drawn, locale, place),
        preview: place.preview ?? "",
        said: drawn.said === undefined ? null : { words: drawn.said, shown: drawn.shown ?? null },
      });
    },
    redrawDue,
    async redrawn(provider, place, withinMs) {
      const inTime = redrawDue().then(() => true);
      const shown = await Promise.race([inTime, pause(withinMs, false, { ref: false })]);
      return shown && !behind.has(nameOf(provider, place));
    },
  };
}

/** A hash of what an answer shows, whatever the tokens of its buttons are; of a small card, whatever the time is that it says. */
function hashOf(
  { picture, file: _file, said: _said, note, ...answer }: Answer,
  locale: Locale,
  { preview }: MessageRef,
): string {
  const said = preview === undefined ? { note } : {};
  return digest(JSON.stringify({ ...answer, ...said, picture: picture && digest(picture.png), locale }));
}

const digest = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** The row, read with the permissions of the person who asked for the card. */
async function seen(database: BotDatabase, due: CardUpdate, locale: Locale): Promise<Answer> {
  const { view } = await contextFor(database, due.chat_user, due.provider, locale);
  const card = { resource: due.resource, id: due.resource_id };
  if (due.preview !== "") return smallCard(view, card, new Date());
  const answer = await resourceAnswer(view, card);
  // What was submitted anew, or decided, before the card was registered makes the words untrue.
  const holds = due.said && due.said.shown === (answer.shown ?? null);
  return holds ? saying(answer, due.said?.words) : answer;
}
