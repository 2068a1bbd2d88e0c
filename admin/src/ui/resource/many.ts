import type { Offer } from "@tidings/shared/resource/define.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import type { Args } from "../verb.ts";
import type { Selected } from "./selection.ts";
import type { Drawn } from "./slots.ts";

/** What became of one row, as `transition_many` answers. */
export interface Outcome {
  readonly id: string;
  readonly refusal: object | null;
}

/** The chosen rows of one noun. */
export interface OneNoun extends Drawn {
  readonly ids: readonly string[];
}

/** The chosen rows by noun, in the order in which each was chosen first: a call is about rows of one. */
export function byNoun(
  chosen: readonly Selected[],
  drawnOf: (row: Selected["row"]) => Drawn,
): readonly OneNoun[] {
  const nouns = new Map<Noun, { drawn: Drawn; ids: string[] }>();
  for (const { row } of chosen) {
    const drawn = drawnOf(row);
    const { ids } = nouns.get(drawn.of.noun) ?? { ids: [] };
    nouns.set(drawn.of.noun, { drawn, ids: [...ids, String(row.id)] });
  }
  return [...nouns.values()].map(({ drawn: { of, slots }, ids }) => ({ of, slots, ids }));
}

/** What is asked of rows of one noun. */
interface Call {
  readonly resource: Noun;
  readonly ids: readonly string[];
  readonly shown?: Readonly<Record<string, string>>;
}

/**
 * One call after the other, each with `args` too. Where the first is refused as a whole, nothing is done, and that is what is said. Where
 * a later one is, what is done is done: its refusal is the outcome of each of its rows.
 */
export async function actOnEach(
  run: (args: Args) => Promise<unknown>,
  args: Args,
  calls: readonly Call[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [at, call] of calls.entries()) {
    try {
      outcomes.push(...((await run({ ...args, ...call })) as readonly Outcome[]));
    } catch (refusal) {
      if (at === 0) throw refusal;
      outcomes.push(...call.ids.map((id) => ({ id, refusal: refusal as object })));
    }
  }
  return outcomes;
}

/** What one dialog asks for acts on rows of several nouns: a reason where one of them needs one, each consent once. */
export function offerForAll(offers: readonly [Offer, ...Offer[]]): Offer {
  const [first] = offers;
  const reasons = offers.map(({ reason }) => reason);
  const reason = reasons.find((one) => one === "required") ?? reasons.find((one) => one !== undefined);
  const sure = [...new Map(offers.flatMap((one) => (one.sure ? [[one.sure.en, one.sure]] : []))).values()];
  return {
    ...first,
    ...(reason ? { reason } : {}),
    ...(sure.length > 0
      ? { sure: { zh: sure.map(({ zh }) => zh).join(""), en: sure.map(({ en }) => en).join(" ") } }
      : {}),
  };
}
