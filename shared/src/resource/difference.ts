/** A difference in words. */
export interface DifferenceLine {
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}
