/**
 * W3C Trace Context: one id (32 hex digits) from a click, command or call to what it starts, the hand-offs of that and their receipts.
 * Whoever calls may say any, so it finds lines of logs and gives no right.
 */
import { fillPlaces, type Locale, say, w } from "./locale.ts";

const TRACEPARENT = /^00-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const hex = (bytes: number) =>
  [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

export const newTrace = (): string => hex(16);

/** The trace of what has a uuid of its own: that uuid, so that the one leads to the other and no column is needed. */
export const traceOfId = (uuid: string): string => uuid.replaceAll("-", "").toLowerCase();

/** The trace that a header `traceparent` names; null for anything but a well-formed one. */
export const traceIn = (header: string | null | undefined): string | null =>
  TRACEPARENT.exec(header ?? "")?.[1] ?? null;

/** The header `traceparent` of a request that belongs to a trace. Each request is a span of its own. */
export const traceparentOf = (trace: string): string => `00-${trace}-${hex(8)}-01`;

const TELL = w(
  "如需帮助，请把编号 {trace} 提供给 Tidings 的管理员。",
  "Need help? Give your Tidings admin this ID: {trace}.",
);

/** What is said beside an error, so that whoever is asked for help finds it in logs and the audit log. */
export const tellTrace = (trace: string, locale: Locale): string => fillPlaces(say(TELL, locale), { trace });
