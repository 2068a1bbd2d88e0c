import type { Enum } from "@tidings/shared/enums.ts";
import { DELIVERY_STATE_WORDS } from "@tidings/shared/sends/words.ts";

/** What became of a message that was sent, or was passed by in its turn. */
export type Result = Exclude<Enum<"delivery_state">, "pending" | "cancelled">;

/** Which time: so many hours up to now, or from one instant to another. */
export type SendTime =
  | { readonly last: 1 | 24 }
  | { readonly last: null; readonly from: string; readonly to: string };

/** What the details are asked for. "" and null: whatever it is. */
export interface DetailsQuery {
  readonly time: SendTime;
  readonly signature: string;
  /** A template's id. */
  readonly template: string;
  readonly result: Result | null;
  /** The whole number. */
  readonly phone: string;
}

const HOUR = 3_600_000;
/** Nothing has another id than such a one, and the database answers to no other. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was sent has one of these; `pending` and `cancelled` were not. */
export const RESULTS = (Object.keys(DELIVERY_STATE_WORDS) as Enum<"delivery_state">[]).filter(
  (state): state is Result => state !== "pending" && state !== "cancelled",
);

/** What an address asks for; what makes no sense in it asks for nothing. */
export function queryIn(address: URLSearchParams, phone: string): DetailsQuery {
  const template = address.get("template") ?? "";
  return {
    time: timeIn(address),
    signature: address.get("signature") ?? "",
    template: UUID.test(template) ? template : "",
    result: RESULTS.find((result) => result === address.get("result")) ?? null,
    phone,
  };
}

function timeIn(address: URLSearchParams): SendTime {
  const [from, to] = [instant(address.get("from")), instant(address.get("to"))];
  if (from && to) return { last: null, from, to };
  return { last: address.get("last") === "1" ? 1 : 24 };
}

function instant(text: string | null): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/**
 * The address that asks for it. The number is not in it: an address stands in histories and in the logs of whoever serves
 * the panel, and a number is in no log.
 */
export function addressOf({ time, signature, template, result }: DetailsQuery): Record<string, string> {
  const entries = {
    last: time.last === 1 ? "1" : "",
    from: time.last === null ? time.from : "",
    to: time.last === null ? time.to : "",
    signature,
    template,
    result: result ?? "",
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ""));
}

/** Why no details can be asked for this time; null: they can. The database refuses it too. */
export function timeProblem(time: SendTime): "too_long" | "backwards" | null {
  if (time.last !== null) return null;
  const length = Date.parse(time.to) - Date.parse(time.from);
  if (length <= 0) return "backwards";
  return length > 24 * HOUR ? "too_long" : null;
}

/** From when to when it is now. No end: the present, by the clock of the database. */
export function windowOf(
  time: SendTime,
  now: Date,
): { readonly from: string | null; readonly to: string | null } {
  if (time.last === null) return { from: time.from, to: time.to };
  return {
    from: time.last === 24 ? null : new Date(now.getTime() - time.last * HOUR).toISOString(),
    to: null,
  };
}

/** The same time to go on from by hand: whole minutes, the present one in it. */
export function customOf(time: SendTime, now: Date): SendTime {
  if (time.last === null) return time;
  const to = Math.ceil((now.getTime() + 1) / 60_000) * 60_000;
  return { last: null, from: new Date(to - time.last * HOUR).toISOString(), to: new Date(to).toISOString() };
}
