type Cells = Uint8Array | Uint32Array | Float64Array;

/** A list of numbers that grows by doubling and costs as many bytes an entry as its cells: no object each. */
export class Column {
  #cells: Cells;

  private constructor(cells: Cells) {
    this.#cells = cells;
  }

  /** Whole numbers from 0 to 255. */
  static bytes(): Column {
    return new Column(new Uint8Array(1_024));
  }

  /** Whole numbers from 0 to 2^32 − 1. */
  static words(): Column {
    return new Column(new Uint32Array(1_024));
  }

  /** Any number: times in ms, phone numbers. */
  static doubles(): Column {
    return new Column(new Float64Array(1_024));
  }

  /** The entry at `index`; 0 where nothing was set. */
  get(index: number): number {
    return this.#cells[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#cells.length) this.#grow(index);
    this.#cells[index] = value;
  }

  #grow(index: number): void {
    let length = this.#cells.length;
    while (length <= index) length *= 2;
    const wider =
      this.#cells instanceof Uint8Array
        ? new Uint8Array(length)
        : this.#cells instanceof Uint32Array
          ? new Uint32Array(length)
          : new Float64Array(length);
    wider.set(this.#cells);
    this.#cells = wider;
  }
}
