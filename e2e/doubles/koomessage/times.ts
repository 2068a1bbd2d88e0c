/** Times as the service writes them: in its answers one way, in its receipts three. */

const BEIJING_MS = 8 * 3_600_000;

export const written = (ms: number): string => new Date(ms).toISOString();
/** Without the thousandths. */
export const seconds = (ms: number): string => written(ms).replace(/\.\d+/, "");

/** As the n-th receipt writes it: with a zone, or in Beijing's time without one. */
export function mixed(ms: number, n: number): string {
  if (n % 3 === 0) return seconds(ms);
  const local = seconds(ms + BEIJING_MS).replace("Z", "");
  return n % 3 === 1 ? local : local.replace("T", " ");
}
/** As receipts of the basic edition write it. */
export const basicTime = (ms: number): string =>
  seconds(ms + BEIJING_MS)
    .replace("T", " ")
    .replace("Z", "");
