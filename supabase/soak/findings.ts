/** What speaks against a promise: the promise, and the evidence. */
export type Finding = { promise: string; evidence: unknown };

/** The promises a soak looks at. */
export const PROMISE = {
  once: "the carrier's own store shows no reference and no number of a send twice",
  all: "every intended number is with the carrier, or accounted for as not handed over",
  final: "every delivery is in one final state, the one that the carrier knows",
  account: "the account of every send is the sum of its deliveries",
  quota: "ledger, balances and deliveries agree",
  shown:
    "a card is shown once, to a vendor that proves to be one, within its days, and counted before it is shown",
  paid: "what is paid is what was resolved, or came in the basic edition, and nothing stays reserved when the links are over",
  kept: "what was committed stays: no account goes back",
  blind: "nothing is given again that may have been taken",
  unknown: "unknown outcomes are at most one batch a kill",
  imports: "every line of a file is taken or refused, once",
  alive: "no process ends but by a kill",
  ends: "the work comes to its end",
} as const;

/** Keeps the first findings of each promise; a thousand of a kind say no more than five. */
export class Findings {
  readonly list: Finding[] = [];
  readonly #counts = new Map<string, number>();

  add(promise: string, evidence: unknown): void {
    const count = (this.#counts.get(promise) ?? 0) + 1;
    this.#counts.set(promise, count);
    if (count <= 5) this.list.push({ promise, evidence });
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
