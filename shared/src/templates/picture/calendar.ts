/** A calendar entry as an address: the phone's calendar takes it, without a server and without a script. */
import type { Action } from "../actions.ts";
import { encodeValue, instantOf } from "../addresses.ts";

const stamp = (instant: number) => `${new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "")}`;
const escaped = (words: string) => words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n|\r/g, "\\n");

/** RFC 5545 §3.1: a line has 75 octets at most. 18 characters are never more, whatever they are. */
function folded(line: string): string {
  return line.replace(/.{18}(?=.)/gu, "$&\r\n ");
}

/** `data:text/calendar…` of an action `calendar`, or null when its times are none. */
export function calendarAddress(action: Action): string | null {
  const begins = instantOf(action.begins_at ?? "");
  const ends = instantOf(action.ends_at ?? "");
  if (Number.isNaN(begins) || Number.isNaN(ends)) return null;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Tidings//Link//EN",
    "BEGIN:VEVENT",
    `UID:${begins}-${ends}@tidings`,
    `DTSTAMP:${stamp(begins)}`,
    `DTSTART:${stamp(begins)}`,
    `DTEND:${stamp(ends)}`,
    `SUMMARY:${escaped(action.target ?? "")}`,
    ...(action.body?.trim() ? [`DESCRIPTION:${escaped(action.body)}`] : []),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `data:text/calendar;charset=utf-8,${encodeValue(`${lines.map(folded).join("\r\n")}\r\n`)}`;
}

/** When it is, to be read: `2026-12-31 20:00–22:00`. */
export function calendarWords(action: Action): string {
  const [begins, ends] = [action.begins_at, action.ends_at].map((time) =>
    (time ?? "").replace("T", " ").slice(0, 16),
  );
  if (!begins || !ends) return begins || ends || "";
  return `${begins}–${begins.slice(0, 10) === ends.slice(0, 10) ? ends.slice(11) : ends}`;
}
