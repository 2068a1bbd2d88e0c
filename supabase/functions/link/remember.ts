/** Remembering what seldom changes. */

/**
 * `ask`, whose answers are remembered for `ms`, at most `most` of them: the oldest goes first. Who asks while the
 * answer is on its way waits for the same one; a failure is remembered by nobody.
 */
export function remembering<T>(
  most: number,
  ms: number,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const known = new Map<string, { answer: Promise<T>; until: number }>();
  return (key) => {
    const now = Date.now();
    const found = known.get(key);
    if (found && found.until > now) return found.answer;
    const answer = ask(key);
    known.delete(key);
    for (const oldest of known.size >= most ? known.keys() : []) {
      known.delete(oldest);
      break;
    }
    known.set(key, { answer, until: now + ms });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
