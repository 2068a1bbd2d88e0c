import { setAt, valueAt } from "../ground/value_at.ts";
import { FITS, LONGEST_VALUE, type VariableKind } from "../sms/variables.ts";

/**
 * What is known of the values of one column of a number file (SMS-1), so that a text with variables is counted and checked
 * without its million numbers being read again: lengths in UTF-16 units, as segments are counted, and the kinds of variables of
 * which some value is none. `astral`: some value has a character of two units.
 */
export interface ColumnValues {
  readonly longest: number;
  readonly shortest: number;
  readonly astral: boolean;
  readonly unfit: readonly VariableKind[];
}

const KINDS = Object.keys(FITS) as VariableKind[];

/** Gathers the values of a column. */
export class ColumnSummary {
  #longest = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #astral = false;
  /** The kinds that every value so far is of: most columns are soon of one or two. */
  #fitting = KINDS;

  /** @param value trimmed, and not empty */
  take(value: string): void {
    const { length } = value;
    if (length > this.#longest) this.#longest = length;
    if (length < this.#shortest) this.#shortest = length;
    if (!this.#astral && ASTRAL.test(value)) this.#astral = true;
    if (this.#fitting.length === 0) return;
    // As `private.fits_variable`, which counts characters.
    if (length > LONGEST_VALUE && [...value].length > LONGEST_VALUE) this.#fitting = [];
    else if (this.#fitting.some((kind) => !FITS[kind].test(value)))
      this.#fitting = this.#fitting.filter((kind) => FITS[kind].test(value));
  }

  /** Null: no value at all. */
  get values(): ColumnValues | null {
    if (this.#longest === 0) return null;
    return {
      longest: this.#longest,
      shortest: this.#shortest,
      astral: this.#astral,
      unfit: KINDS.filter((kind) => !this.#fitting.includes(kind)),
    };
  }
}

const ASTRAL = /[\ud800-\udbff]/;

/** What is known of two lots of the same columns. */
export function mergedValues(
  one: Readonly<Record<string, ColumnValues>>,
  other: Readonly<Record<string, ColumnValues>>,
): Record<string, ColumnValues> {
  const merged: Record<string, ColumnValues> = { ...one };
  for (const [name, values] of Object.entries(other)) {
    const before = valueAt(merged, name);
    const both = before
      ? {
          longest: Math.max(before.longest, values.longest),
          shortest: Math.min(before.shortest, values.shortest),
          astral: before.astral || values.astral,
          unfit: KINDS.filter((kind) => before.unfit.includes(kind) || values.unfit.includes(kind)),
        }
      : values;
    setAt(merged, name, both);
  }
  return merged;
}
