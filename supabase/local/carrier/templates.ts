import type { TemplateRecord, Word } from "./records.ts";

/** What is said of a template. `owed`: it has not been put into a call yet. */
type Decision = {
  reference: string;
  callback: string;
  word: Word;
  due: number;
  owed: boolean;
};

/** Templates that were handed over, numbered from 1 on, and their decisions, numbered likewise. */
export class Templates {
  count = 0;
  readonly #store: () => string;
  readonly #numbers = new Map<string, number>(); // by reference
  readonly #decisions: Decision[] = [];
  readonly #ofTemplate: number[][] = [];
  readonly #deleted = new Set<number>();

  constructor(store: () => string) {
    this.#store = store;
  }

  /** Take over a template. */
  apply(record: TemplateRecord): void {
    const { reference, callback } = record;
    const decisions = record.decisions.map((word) => {
      const due = record.at + word.delay;
      return this.#decisions.push({ reference, callback, word, due, owed: true });
    });
    this.#numbers.set(reference, ++this.count);
    this.#ofTemplate[this.count] = decisions;
  }

  /** Number of the template with this reference; 0 when there is none. */
  find(reference: string): number {
    return this.#numbers.get(reference) ?? 0;
  }

  /** Numbers of the decisions about a template. */
  decisions(template: number): readonly number[] {
    return this.#ofTemplate[template] ?? [];
  }

  carrierId(template: number): string {
    return `${this.#store()}-t${template}`;
  }

  /** Number of the template with this carrier id; 0 when there never was one. */
  numbered(carrierId: string): number {
    const template = Number(/-t([1-9]\d{0,14})$/.exec(carrierId)?.[1] ?? 0);
    return template <= this.count && carrierId === this.carrierId(template) ? template : 0;
  }

  isDeleted(template: number): boolean {
    return this.#deleted.has(template);
  }

  /** A deleted template gets no more decisions. */
  delete(template: number): void {
    this.#deleted.add(template);
    for (const decision of this.decisions(template)) this.#at(decision).owed = false;
  }

  callback(decision: number): string {
    return this.#at(decision).callback;
  }

  due(decision: number): number {
    return this.#at(decision).due;
  }

  owes(decision: number): boolean {
    return this.#at(decision).owed;
  }

  spend(decision: number): void {
    this.#at(decision).owed = false;
  }

  state(decision: number): Record<string, unknown> {
    const { reference, word, due } = this.#at(decision);
    const { reason } = word;
    const who = "vendor" in word ? { vendor: word.vendor } : { network: word.network };
    const state = reason === null ? "approved" : "rejected";
    return { reference, ...who, state, reason, at: new Date(due).toISOString() };
  }

  /** Numbers of all decisions that are still owed, for the start. */
  *owed(): Generator<number> {
    for (let number = 1; number <= this.#decisions.length; number++) if (this.owes(number)) yield number;
  }

  #at(decision: number): Decision {
    const found = this.#decisions[decision - 1];
    if (found === undefined) throw new Error(`template decision ${decision} is not in the store`);
    return found;
  }
}
