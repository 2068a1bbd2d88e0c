import { type Dict, isDict, lengthOf } from "../ground/json.ts";

export type Problem = { path: (string | number)[]; code: string; message: string };

/** Looks at one value and adds what is wrong with it, in Discord's words. */
export type Check = (value: unknown, path: Problem["path"], problems: Problem[]) => void;

export const anything: Check = () => {};

const REQUIRED = { code: "BASE_TYPE_REQUIRED", message: "This field is required" };

export function string(max: number, min = 0): Check {
  return (value, path, problems) => {
    if (typeof value !== "string") {
      const message = `Could not interpret "${String(value)}" as string.`;
      return void problems.push({ path, code: "STRING_TYPE_CONVERT", message });
    }
    if (min > 0 && value === "") return void problems.push({ path, ...REQUIRED });
    const length = lengthOf(value);
    if (length <= max) return;
    problems.push({ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${max} or fewer in length.` });
  };
}

/** A name, whose length Discord names both ends of. */
export function name(max: number): Check {
  const words = string(Infinity, 1);
  return (value, path, problems) => {
    words(value, path, problems);
    if (typeof value !== "string" || lengthOf(value) <= max) return;
    problems.push({ path, code: "BASE_TYPE_BAD_LENGTH", message: `Must be between 1 and ${max} in length.` });
  };
}

export function integer(min: number, max: number): Check {
  return (value, path, problems) => {
    if (!Number.isInteger(value)) {
      const message = `Value "${String(value)}" is not int.`;
      problems.push({ path, code: "NUMBER_TYPE_COERCE", message });
    } else if ((value as number) < min) {
      problems.push({
        path,
        code: "NUMBER_TYPE_MIN",
        message: `int value should be greater than or equal to ${min}.`,
      });
    } else if ((value as number) > max) {
      problems.push({
        path,
        code: "NUMBER_TYPE_MAX",
        message: `int value should be less than or equal to ${max}.`,
      });
    }
  };
}

export function oneOf(...values: unknown[]): Check {
  return (value, path, problems) => {
    if (values.includes(value)) return;
    const message = `Value must be one of {${values.join(", ")}}.`;
    problems.push({ path, code: "BASE_TYPE_CHOICES", message });
  };
}

export function pattern(expression: RegExp, code: string, message: string): Check {
  return (value, path, problems) => {
    if (typeof value === "string" && value !== "" && !expression.test(value))
      problems.push({ path, code, message });
  };
}

export function items(check: Check, max: number, min = 0): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      return void problems.push({ path, code: "LIST_TYPE_CONVERT", message: "Only iterables may be used" });
    }
    if (value.length > max || value.length < min) {
      const message =
        min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`;
      problems.push({ path, code: min > 0 ? "BASE_TYPE_BAD_LENGTH" : "BASE_TYPE_MAX_LENGTH", message });
    }
    value.forEach((item, index) => {
      check(item, [...path, index], problems);
    });
  };
}

/** An object whose known fields are right; like Discord it does not mind others. `null` counts as left out. */
export function shape(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, path, problems) => {
    if (!isDict(value)) {
      const message = "Only dictionaries may be used in a DictType";
      return void problems.push({ path, code: "DICT_TYPE_CONVERT", message });
    }
    for (const [key, check] of Object.entries(required)) {
      if (value[key] === undefined || value[key] === null)
        problems.push({ path: [...path, key], ...REQUIRED });
      else check(value[key], [...path, key], problems);
    }
    for (const [key, check] of Object.entries(optional)) {
      if (value[key] !== undefined && value[key] !== null) check(value[key], [...path, key], problems);
    }
  };
}

export function all(...checks: Check[]): Check {
  return (value, path, problems) => {
    for (const check of checks) check(value, path, problems);
  };
}

/** The nested `errors` of a 50035 answer. */
export function nested(problems: Problem[]): Dict {
  const root: Dict = {};
  for (const { path, code, message } of problems) {
    let at = root;
    for (const key of path) {
      at[key] ??= {};
      at = at[key] as Dict;
    }
    at._errors = [...((at._errors as unknown[]) ?? []), { code, message }];
  }
  return root;
}
