/** The changed values of rejected links, by ordinal. */
export type Corrections = Readonly<Record<number, Correction>>;

interface Correction {
  readonly cust_flag?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** Maximum per call of `regenerate_resolve_task`. */
export const MOST_CORRECTED = 100;

/** Sets `name` (null: the customer flag) of a link to `value`. A value equal to the `given` one is no correction. */
export function corrected(
  before: Corrections,
  ordinal: number,
  name: string | null,
  value: string,
  given: string,
): Corrections {
  const { cust_flag, params = {} } = before[ordinal] ?? {};
  const kept = value === given ? undefined : value;
  const next =
    name === null ? { cust_flag: kept, params } : { cust_flag, params: without({ ...params, [name]: kept }) };
  const { [ordinal]: _former, ...others } = before;
  const empty = next.cust_flag === undefined && Object.keys(next.params).length === 0;
  return empty ? others : { ...others, [ordinal]: without(next) as Correction };
}

function without(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

/** The corrections in the form the verb takes. */
export function correctionsOf(corrections: Corrections): ({ readonly ordinal: number } & Correction)[] {
  return Object.entries(corrections).map(([ordinal, correction]) => ({
    ordinal: Number(ordinal),
    ...correction,
  }));
}
