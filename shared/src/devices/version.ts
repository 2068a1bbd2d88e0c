/** Versions of systems and apps: numbers with dots between (`11.1.0.551`). */

/** The numbers of a version, or null when it is not one. `V`, spaces and anything after a space or dash are dropped. */
export function parseVersion(text: string): number[] | null {
  const plain = /^\s*[vV]?(\d+(?:\.\d+)*)(?:[\s_-].*)?$/.exec(text)?.[1];
  return plain ? plain.split(".").map(Number) : null;
}

/** Compares versions number by number, as a sort function does. A missing number counts as 0, so 2 equals 2.0. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Is `version` at least `least`? Both as written; `least` has to be a version. */
export function atLeast(version: readonly number[], least: string): boolean {
  return compareVersions(version, parseVersion(least) ?? []) >= 0;
}
