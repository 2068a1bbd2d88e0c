/** Numbers as KooMessage takes them and brings them back, and how it calls a message. */

/** A mainland number in any of the ways in which the service writes it; it may also mask one. */
const MAINLAND = /^(?:\+|00)?(?:86)?(1\d{10})$/;

/** The eleven digits of a number, which the service adds 86 to; null for anything else. */
export const digitsOf = (number: unknown): string | null =>
  typeof number === "string" || typeof number === "number"
    ? (MAINLAND.exec(String(number).replace(/[\s-]/g, ""))?.[1] ?? null)
    : null;

/** A number as the house writes it. */
export const e164Of = (digits: string) => `+86${digits}`;

/** The id of a message: a task holds a number once. */
export const messageId = (task: string, digits: string) => `${task}/${digits}`;

/** What the service calls something, as text that Postgres can keep; null for nothing. */
export function nameOf(value: unknown, most = 64): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).replaceAll("\0", "").toWellFormed().trim();
  return text === "" || text.length > most || /\s/.test(text) ? null : text;
}

/** A code of the service: of a link that could not be made it is the number alone. */
export const codeOf = (value: unknown): string | null => nameOf(value)?.replace(/^(?=\d{8}$)/, "KM.") ?? null;

/** The name of every task of a batch. */
export const taskName = (batch: string) => `tidings-${batch}`;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
