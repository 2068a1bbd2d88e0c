import { isId } from "@tidings/shared/ground/ids.ts";
import { MESSAGE_RESULTS, type MessageResult } from "@tidings/shared/messages/results.ts";
import { NETWORKS } from "@tidings/shared/numbers/networks.ts";
import type { Network } from "@tidings/shared/numbers/words.ts";
import { severalIn } from "@tidings/shared/resource/address.ts";

/** The time range: the last 1 or 24 hours, or from one instant to another. */
export type SendTime =
  | { readonly last: 1 | 24 }
  | { readonly last: null; readonly from: string; readonly to: string };

/** The query of the details. "" and null: any. */
export interface DetailsQuery {
  readonly time: SendTime;
  readonly signature: string;
  /** A template's id. */
  readonly template: string;
  /** Any of these; none: whatever became of it. */
  readonly results: readonly MessageResult[];
  readonly network: Network | null;
  /** The unmasked number. */
  readonly phone: string;
}

const HOUR = 3_600_000;

/** The results that a filter names, with commas between them; anything else is ignored. */
export const resultsIn = (value: string): readonly MessageResult[] => {
  const named = severalIn(value);
  return MESSAGE_RESULTS.filter((one) => named.includes(one));
};

/** The query in a URL; invalid values are ignored. */
export function queryIn(address: URLSearchParams, phone: string): DetailsQuery {
  const template = address.get("template") ?? "";
  return {
    time: timeIn(address),
    signature: address.get("signature") ?? "",
    template: isId(template) ? template : "",
    results: resultsIn(address.get("result") ?? ""),
    network: NETWORKS.find((network) => network === address.get("network")) ?? null,
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
 * The URL parameters of a query. The phone number is left out: URLs end up in browser histories and server logs, where
 * no phone number may be.
 */
export function addressOf({
  time,
  signature,
  template,
  results,
  network,
}: DetailsQuery): Record<string, string> {
  const entries = {
    last: time.last === 1 ? "1" : "",
    from: time.last === null ? time.from : "",
    to: time.last === null ? time.to : "",
    signature,
    template,
    result: results.join(),
    network: network ?? "",
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ""));
}

/** What is wrong with a time range; null when it is valid. The database refuses the same. */
export function timeProblem(time: SendTime): "too_long" | "backwards" | null {
  if (time.last !== null) return null;
  const length = Date.parse(time.to) - Date.parse(time.from);
  if (length <= 0) return "backwards";
  return length > 24 * HOUR ? "too_long" : null;
}

/** The range in absolute times. `to` null: now, by the clock of the database. */
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

/** The same range as a custom one, for editing: in whole minutes, including the current one. */
export function customOf(time: SendTime, now: Date): SendTime {
  if (time.last === null) return time;
  const to = Math.ceil((now.getTime() + 1) / 60_000) * 60_000;
  return { last: null, from: new Date(to - time.last * HOUR).toISOString(), to: new Date(to).toISOString() };
}
