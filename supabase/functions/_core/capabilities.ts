/** Capability of numbers (DEV-1): what is known already is answered, and the carrier of a channel is asked about the rest. */
import {
  invalidNumber,
  MOST_NUMBERS,
  type NumberCapability,
  type NumbersAnswer,
  numbersQuestion,
  UNKNOWN_FIELD,
  UNTOLD_WORDS,
  type Untold,
} from "@tidings/shared/devices/numbers.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { arrayOf } from "./arrays.ts";
import type { Caller } from "./caller.ts";
import { type Channel, Silent } from "./channels/calls.ts";
import type { Capability, Resolver } from "./channels/resolver.ts";
import { type Sql, withRetry } from "./database.ts";
import { countCall } from "./limits.ts";
import { log, Refusal } from "./reply.ts";

/** The resolver of an adapter; null where it has none. */
export type Resolvers = (adapter: string) => Resolver | null;

type Place = Channel & { seen: boolean; carrier: string | null; adapter: string; template: string | null };
type Known = { phone: string; supported: boolean; vendor: Vendor | null; asked_at: Date };

const NUMBERS = w(
  `1 至 ${MOST_NUMBERS} 个号码，每个号码须为文本`,
  `1 to ${MOST_NUMBERS} numbers, each as text`,
);
const ID = w("须为 UUID", "must be a UUID");

/**
 * Answers a question about numbers.
 * @throws Refusal 400 input_invalid with `details: {field: {zh, en}}`, 403 person_only, 404 not_found (a channel or template that the caller does not see), 429
 */
export async function tellCapabilities(
  sql: Sql,
  caller: Caller,
  question: unknown,
  resolvers: Resolvers,
): Promise<NumbersAnswer> {
  const read = numbersQuestion.safeParse(question);
  if (!read.success) {
    const fields = read.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "body")],
    );
    const details = Object.fromEntries(fields.map((field) => [field, saidOf(field)]));
    throw new Refusal(
      400,
      "input_invalid",
      `This is no question about numbers: ${Object.keys(details).join(", ")}.`,
      {
        details,
      },
    );
  }
  if (caller.kind === "bot") throw new Refusal(403, "person_only", "Name the person who asks.");
  await countCall(sql, caller, "check_numbers");
  const { numbers, channel, template } = read.data;
  const [place] = await sql<Place[]>`
    select * from private.channel_to_ask(${caller.user_id}::uuid, ${channel ?? null}::uuid, ${template ?? null}::uuid)`;
  if (!place?.seen) throw new Refusal(404, "not_found", "There is no such channel or template.");
  // A template that the carrier was never given has no cards there; nothing is known of it under null, which means cards at all.
  const about = template ? (place.template ?? "") : null;
  const phones = [...new Set(numbers.flatMap((text) => phoneOrNull(text) ?? []))];
  const known = new Map((await knownOf(sql, phones, about)).map((one) => [one.phone, one]));
  const open = phones.filter((phone) => !known.has(phone));
  const { asked, untold } = await askAbout(sql, place, about, open, known, resolvers);
  return { numbers: numbers.map((text) => told(text, known)), asked, untold };
}

function saidOf(field: string) {
  if (field === "numbers") return NUMBERS;
  if (field === "channel" || field === "template") return ID;
  return UNKNOWN_FIELD;
}

const knownOf = (sql: Sql, phones: readonly string[], template: string | null) =>
  sql<Known[]>`select * from private.known_capabilities(${[...phones]}::text[], ${template}::text)`;

function told(text: string, known: ReadonlyMap<string, Known>): NumberCapability {
  const phone = phoneOrNull(text);
  if (phone === null) return invalidNumber(text);
  const found = known.get(phone);
  return {
    number: maskPhone(phone),
    state: found === undefined ? "unknown" : found.supported ? "can" : "cannot",
    vendor: found?.vendor ?? null,
    asked_at: found?.asked_at.toISOString() ?? null,
    problem: null,
  };
}

/** Asks the carrier, keeps what it told and adds it to `known`. */
async function askAbout(
  sql: Sql,
  place: Place,
  template: string | null,
  phones: readonly string[],
  known: Map<string, Known>,
  resolvers: Resolvers,
): Promise<Pick<NumbersAnswer, "asked" | "untold">> {
  if (phones.length === 0) return { asked: 0, untold: null };
  const untold = (code: Untold, why: string | null = null) => ({ code, words: UNTOLD_WORDS[code], why });
  const { carrier } = place;
  if (carrier === null) return { asked: 0, untold: untold("no_channel") };
  const resolver = resolvers(place.adapter);
  if (!resolver?.capabilities || template === "") return { asked: 0, untold: untold("cannot_tell") };
  try {
    const { told: answers, why } = await resolver.capabilities(place, template, phones);
    await keep(sql, carrier, template, answers);
    for (const one of answers) known.set(one.phone, { ...one, asked_at: new Date() });
    const whole = phones.every((phone) => known.has(phone));
    return { asked: phones.length, untold: whole ? null : untold("partly", why) };
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    log("capabilities", "not told", { carrier, why: error.message });
    return { asked: phones.length, untold: untold("away", error.message) };
  }
}

const keep = (sql: Sql, carrier: string, template: string | null, told: readonly Capability[]) =>
  withRetry(
    () => sql`select private.record_capabilities(${carrier}::uuid, ${template}::text, ${arrayOf(told, ({ phone }) => phone)}::text[],
      ${arrayOf(told, ({ supported }) => String(supported))}::boolean[], ${arrayOf(told, ({ vendor }) => vendor)}::text[])`,
  );
