/** Times as the service writes them: with a zone, or without one in China's, which has no summer time. */

const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/;
const CHINA = "+08:00";

/** In RFC 3339 and UTC; null for what is no time, or lies in a year that the database has not. */
export function timeOf(said: unknown): string | null {
  const found = typeof said === "string" ? TIME.exec(said.trim()) : null;
  if (!found) return null;
  const [, year = "", month, day, hour, minute, second, parts = "", zone = CHINA] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${parts.slice(0, 4)}${zone}`);
  if (Number.isNaN(at.getTime()) || Number(year) < 2000) return null;
  // A day that there is not would become one of the next month.
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
    ? at.toISOString()
    : null;
}
