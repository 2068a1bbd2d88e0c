import type { CrudFilters, LogicalFilter } from "@refinedev/core";
import { dayPlus, dayStart } from "@tidings/shared/ground/clock.ts";
import { daysOf, type FilterSpec, type FilterValues, severalIn } from "@tidings/shared/resource/address.ts";
import { knownName } from "@tidings/shared/resource/known.ts";

/** What the database is asked for these values. Days of a `time` filter become instants in `zone`. */
export function filtersOf(specs: readonly FilterSpec[], values: FilterValues, zone: string): CrudFilters {
  return specs.flatMap((spec) => {
    const value = values[spec.name];
    return value === undefined || value === "" ? [] : filterOf(spec, value, zone);
  });
}

function filterOf(spec: FilterSpec, value: string, zone: string): LogicalFilter[] {
  const field = spec.column ?? spec.name;
  if (spec.kind === "day" || spec.kind === "time") {
    const days = daysOf(value);
    if (days === null) return [];
    const [from, to] = days;
    if (spec.kind === "day") {
      return [
        { field, operator: "gte", value: from },
        { field, operator: "lte", value: to },
      ];
    }
    return [
      { field, operator: "gte", value: dayStart(from, zone).toISOString() },
      { field, operator: "lt", value: dayStart(dayPlus(to, 1), zone).toISOString() },
    ];
  }
  if (spec.kind === "text") return [{ field, operator: "contains", value: knownName(spec.known, value) }];
  // What is no number finds nothing, and the database would refuse to compare it.
  if (spec.kind === "number" && !/^\d{1,15}$/.test(value)) return [];
  if (spec.kind === "has") return [{ field, operator: "ina", value: [value] }];
  if (spec.several) return [{ field, operator: "in", value: [...severalIn(value)] }];
  return [{ field, operator: "eq", value }];
}
