import type { CrudFilters, LogicalFilter } from "@refinedev/core";
import type { Dayjs } from "dayjs";
import { dayjs, dayStart } from "./time.ts";

/**
 * The kind of a filter: `text` matches a part, `exact` and `choice` the whole value, `has` an element of an array column,
 * `number` a whole number, `flag` a boolean, `time` a range of days of a timestamp in the enterprise's zone, `day` a range of dates.
 */
export type FilterKind = "text" | "exact" | "number" | "choice" | "has" | "flag" | "time" | "day";

export interface FilterSpec {
  readonly name: string;
  readonly kind: FilterKind;
  /** The column, when its name differs from the filter's. */
  readonly column?: string;
}

export type FilterValue = string | [Dayjs, Dayjs] | undefined;
export type FilledAll = Readonly<Record<string, FilterValue>>;

/** Database filters from the filled-in values. Days of a `time` filter become instants in `zone`. */
export function filtersOf(specs: readonly FilterSpec[], values: FilledAll, zone: string): CrudFilters {
  return specs.flatMap((spec) => {
    const value = values[spec.name];
    return value === undefined || value === "" ? [] : filterOf(spec, value, zone);
  });
}

function filterOf(spec: FilterSpec, value: NonNullable<FilterValue>, zone: string): LogicalFilter[] {
  const field = spec.column ?? spec.name;
  if (typeof value !== "string") {
    const [from, to] = value;
    if (spec.kind === "day") {
      return [
        { field, operator: "gte", value: from.format("YYYY-MM-DD") },
        { field, operator: "lte", value: to.format("YYYY-MM-DD") },
      ];
    }
    return [
      { field, operator: "gte", value: dayStart(from, zone).toISOString() },
      { field, operator: "lt", value: dayStart(to.add(1, "day"), zone).toISOString() },
    ];
  }
  if (spec.kind === "text") return [{ field, operator: "contains", value }];
  // What is no number finds nothing, and the database would refuse to compare it.
  if (spec.kind === "number" && !/^\d{1,15}$/.test(value)) return [];
  if (spec.kind === "has") return [{ field, operator: "ina", value: [value] }];
  return [{ field, operator: "eq", value }];
}

/** The inverse of `filtersOf`: values from database filters (or from the URL). */
export function valuesOf(specs: readonly FilterSpec[], filters: CrudFilters, zone: string): FilledAll {
  return Object.fromEntries(specs.map((spec) => [spec.name, filledOf(spec, filters, zone)]));
}

function filledOf(spec: FilterSpec, filters: CrudFilters, zone: string): FilterValue {
  const field = spec.column ?? spec.name;
  const mine = filters.filter(
    (filter): filter is LogicalFilter => "field" in filter && filter.field === field,
  );
  if (spec.kind === "time" || spec.kind === "day") {
    const from = mine.find((filter) => filter.operator === "gte")?.value;
    const to = mine.find((filter) => filter.operator === "lt" || filter.operator === "lte")?.value;
    if (!from || !to) return undefined;
    if (spec.kind === "day") return [dayjs(from), dayjs(to)];
    return [plainDay(dayjs(from).tz(zone)), plainDay(dayjs(to).tz(zone).subtract(1, "day"))];
  }
  const value = mine[0]?.value;
  if (value === undefined || value === null) return undefined;
  return String(Array.isArray(value) ? value[0] : value);
}

function plainDay(moment: Dayjs): Dayjs {
  return dayjs(moment.format("YYYY-MM-DD"));
}
