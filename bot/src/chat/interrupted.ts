import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { RESOURCE_NAMES, VERB_WORDS } from "@tidings/shared/people/words.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import { isResource, resourceAnswer } from "../engine/resource.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import { requestRange } from "../registry/requests.ts";
import type { ChatRun } from "./runs.ts";
import { contextFor } from "./seen_by.ts";
import { CHAT_WORDS } from "./words.ts";

/** What is said of a run that was interrupted and cannot be finished: what is known, and that the rest is not. */

/** What was done under the request ids of a run. */
export interface Found {
  /** `create send 会员日`, in the person's language. */
  readonly done: readonly string[];
  /** The card of what was made last. */
  readonly card: Answer | null;
}

/** Nothing was done: the bot, or its database, stopped before it began. */
export function notBegun(locale: Locale): Answer {
  return refused(say(CHAT_WORDS.notBegun, locale));
}

/** `found` null: what the command does leaves no trace by which it could be known. */
export function interrupted(locale: Locale, found: Found | null): Answer {
  const title = say(CHAT_WORDS.interrupted, locale);
  if (found === null) return { ...refused(say(CHAT_WORDS.unclear, locale)), title };
  if (found.done.length === 0) return { ...refused(say(CHAT_WORDS.nothingMade, locale)), title };
  const done = found.done.join(locale === "en" ? "; " : "；");
  const text = fillPlaces(say(CHAT_WORDS.known, locale), { done });
  const { card } = found;
  // The card of what was made is its maker's: they see it, and can go on with it.
  return { tone: "warn", title, text, ...(card ? { more: [card] } : {}) };
}

function refused(text: string): Answer {
  return { tone: "bad", text, ephemeral: true, refusal: { code: "interrupted", status: 503 } };
}

interface Request {
  readonly verb: string;
  readonly id: string | null;
  readonly name: string | null;
}

/** Looks up what a run's person has done under its request ids. */
export async function findDone(database: BotDatabase, run: ChatRun, locale: Locale): Promise<Found> {
  const { chatUser, provider } = run.person;
  const session = database.forChat(chatUser, provider);
  const range = requestRange(run.work.request ?? run.id);
  const requests = await verb<readonly Request[]>(session, "find_requests", { ...range });
  const parts = requests.map((each) => ({ ...each, ...partsOf(each.verb) }));
  const shown = parts.filter(({ act }) => act !== "add_part" && act !== "start_import");
  const last = shown.findLast(({ resource, id }) => id !== null && isResource(resource));
  const card = last ? ({ resource: last.resource, id: last.id } as CardOf) : null;
  return {
    done: shown.map(({ act, resource, name }) =>
      [say(labelOf(VERB_WORDS, act), locale), say(labelOf(RESOURCE_NAMES, resource), locale), name ?? ""]
        .join(" ")
        .trim(),
    ),
    card: card && (await resourceAnswer((await contextFor(database, chatUser, provider, locale)).view, card)),
  };
}

/** `create_send` → create, send: resources have names of several words. */
function partsOf(name: string): { readonly act: string; readonly resource: string } {
  const resource = Object.keys(RESOURCE_NAMES)
    .filter((each) => name.endsWith(`_${each}`))
    .reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  return { act: resource === "" ? name : name.slice(0, -resource.length - 1), resource };
}
