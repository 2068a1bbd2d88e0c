/** What `npm run status` looks at before it says that the doors are shut, and how the results are told. */
import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";

/** `look`: it cannot be seen from here, somebody has to look where the words say. */
export type State = "ok" | "bad" | "look";

/** What a check found. `seen`: the values it is about (names of tables, modes of files), never a secret. */
export type Found = { readonly state: State; readonly seen?: readonly string[] };

/** One check. `promise` is what holds when it is ok; `mend` is what to do when it is not. Both may have a place `{seen}`. */
export type Check = {
  readonly id: string;
  readonly promise: Words;
  readonly mend: Words;
  run(): Promise<Found>;
};

/** A check with its result, in the reader's language: what `npm run status -- --checks --json` prints. */
export type Result = {
  readonly id: string;
  readonly state: State;
  readonly promise: string;
  readonly mend: string | null;
};

export const ok: Found = { state: "ok" };

/** `bad` with what was seen, `ok` when nothing was. */
export const badIf = (seen: readonly string[]): Found => (seen.length > 0 ? { state: "bad", seen } : ok);

/** How much of what was seen is told. */
const MOST_SEEN = 8;

async function resultOf(check: Check, locale: Locale): Promise<Result> {
  const { id, promise, mend } = check;
  // A check that cannot be made is no promise kept: it is told as one to look at, with the reason.
  const found = await check.run().catch((error: unknown): Found => {
    return { state: "look", seen: [error instanceof Error ? error.message : String(error)] };
  });
  const seen = (found.seen ?? []).slice(0, MOST_SEEN).join(", ");
  const words = (each: Words) => fillPlaces(say(each, locale), { seen }).replace(/\s*[(（]\s*[)）]/, "");
  return {
    id,
    state: found.state,
    promise: words(promise),
    mend: found.state === "ok" ? null : words(mend),
  };
}

/** Makes the checks, one after the other. Never throws: what cannot be checked is in the results. */
export async function resultsOf(checks: readonly Check[], locale: Locale): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) results.push(await resultOf(check, locale));
  return results;
}

const MARKS: Record<State, string> = { ok: "✓", bad: "✗", look: "?" };

/** The results as lines for a terminal: the promise, and what to do under each that is not kept. */
export function linesOf(results: readonly Result[]): string[] {
  return results.flatMap(({ state, promise, mend }) => [
    `  ${MARKS[state]} ${promise}`,
    ...(mend === null ? [] : [`    ${mend}`]),
  ]);
}
