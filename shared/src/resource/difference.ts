/** A difference in words. */
export interface DifferenceLine {
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** A value in words under its label; the key says its place in what it is of. */
export interface Entry {
  readonly key: string;
  readonly field: string;
  readonly value: string;
  /** What tells two of one name apart, as the place of a file. */
  readonly mark?: string | undefined;
}

/** What a version that waits for its review changes of the one that serves. */
export interface Compared {
  /** The version that serves. */
  readonly live: number;
  readonly lines: readonly DifferenceLine[];
}

/** What differs between two lists of values, place by place, the later ones first in their order; empty where they say the same. */
export function differencesOf(before: readonly Entry[], after: readonly Entry[]): readonly DifferenceLine[] {
  const [was, now] = [before, after].map((all) => new Map(all.map((one) => [one.key, one] as const)));
  return [...new Set([...after, ...before].map(({ key }) => key))].flatMap((key) => {
    const [old, fresh] = [was?.get(key), now?.get(key)];
    if (old?.value === fresh?.value && old?.mark === fresh?.mark) return [];
    const alike = old?.value === fresh?.value;
    const text = (one: Entry | undefined) =>
      [one?.value, alike ? markText(one?.mark ?? "") : ""].filter(Boolean).join(" · ") || "—";
    return [{ key, field: fresh?.field ?? old?.field ?? key, before: text(old), after: text(fresh) }];
  });
}

/** What tells one file from another: the end of its place, or of an inline one. */
export function markText(place: string): string {
  const name = place.startsWith("data:") ? place.slice(-12) : (place.split("/").at(-1) ?? place);
  return name.length > 24 ? `…${name.slice(-23)}` : name;
}
