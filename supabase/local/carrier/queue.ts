/** Numbers that wait to be put into a call: first come, first served, or drawn at random. */
export class Queue {
  #items: number[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: number): void {
    this.#items.push(item);
  }

  /** Take up to `most` of them out; with `shuffle`, any of those that wait. */
  take(most: number, shuffle: boolean): number[] {
    const until = Math.min(this.#items.length, this.#head + most);
    if (shuffle) for (let i = this.#head; i < until; i++) this.#swap(i, i + random(this.#items.length - i));
    const taken = this.#items.slice(this.#head, until);
    this.#head = until;
    if (this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }

  #swap(one: number, other: number): void {
    const kept = this.#items[one] ?? 0;
    this.#items[one] = this.#items[other] ?? 0;
    this.#items[other] = kept;
  }
}

const random = (below: number) => Math.floor(Math.random() * below);
