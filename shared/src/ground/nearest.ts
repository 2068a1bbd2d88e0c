/**
 * Which names somebody may have meant. Its own dozen lines: the kept libraries count no swapped letters as one slip, and pages and
 * functions that import this have no other need of one.
 */

/** A name as it is compared: without case, width, spaces, dashes and underscores. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");

/** The same in the singular, of an English word: `replies` and `reply`, `Send tasks` and `send_task`. */
export function singular(name: string): string {
  const plain = plainName(name);
  if (/[^aeiou]ies$/.test(plain)) return `${plain.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss)es$/.test(plain)) return plain.slice(0, -2);
  return /[^s]s$/.test(plain) ? plain.slice(0, -1) : plain;
}

/** How many letters are put in, left out, changed, or swapped with their neighbour between two texts. */
export function slips(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let before: number[] = [];
  let row = b.map((_, at) => at).concat(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

const CHINESE = /[\u4e00-\u9fff]/;

/** As many slips as still look like the same word: fewer in a short one. A Chinese word of two characters may have one wrong. */
function mostSlips(word: string): number {
  const { length } = Array.from(word);
  if (CHINESE.test(word)) return length < 2 ? 0 : Math.max(1, Math.floor(length / 3));
  return length < 3 ? 0 : length < 5 ? 1 : length < 9 ? 2 : 3;
}

/** At the beginning of a word so long, the rest may be meant. */
const BEGUN = 3;

/**
 * Those that may be meant by what was typed, the nearest first: as many slips as no other has fewer, or the only ones that begin so. `callsOf` says
 * what one is called.
 */
export function nearest<T>(
  all: readonly T[],
  typed: string,
  callsOf: (one: T) => readonly string[],
  most = 3,
): T[] {
  const wanted = singular(typed);
  const allowed = mostSlips(wanted);
  const far = (call: string): number => {
    const name = singular(call);
    if (Math.abs(name.length - wanted.length) <= allowed) {
      const found = slips(wanted, name);
      if (found <= allowed) return found;
    }
    const begun = wanted.length >= (CHINESE.test(wanted) ? 2 : BEGUN) && name.startsWith(wanted);
    return begun ? allowed + 0.5 : Number.POSITIVE_INFINITY;
  };
  const measured = all.map((one) => ({ one, slips: Math.min(...callsOf(one).map(far)) }));
  const least = Math.min(...measured.map(({ slips }) => slips));
  if (!Number.isFinite(least)) return [];
  return measured.flatMap(({ one, slips }) => (slips === least ? [one] : [])).slice(0, most);
}
