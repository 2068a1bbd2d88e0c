import { isDict, lengthOf } from "../ground/json.ts";

/** Looks at one value and writes what is wrong with it, in Slack's words, with its JSON pointer. */
export type Check = (value: unknown, at: string, problems: string[]) => void;

const problem = (problems: string[], words: string, at: string) =>
  problems.push(`${words} [json-pointer:${at}]`);

export const anything: Check = () => {};

export function string(max: number, min = 1): Check {
  return (value, at, problems) => {
    if (typeof value !== "string") return void problem(problems, "must provide a string", at);
    if (lengthOf(value) > max) problem(problems, `must be less than ${max + 1} characters`, at);
    if (lengthOf(value) < min) problem(problems, `must be more than ${min - 1} characters`, at);
  };
}

export function number(min: number, max: number): Check {
  return (value, at, problems) => {
    if (typeof value !== "number" || value < min || value > max) {
      problem(problems, `must be a number between ${min} and ${max}`, at);
    }
  };
}

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== "boolean") problem(problems, "must provide a boolean", at);
};

export function oneOf(...values: string[]): Check {
  return (value, at, problems) => {
    if (!values.includes(value as string)) problem(problems, "value is not allowed", at);
  };
}

export function pattern(expression: RegExp, words: string): Check {
  return (value, at, problems) => {
    if (typeof value !== "string" || !expression.test(value)) problem(problems, words, at);
  };
}

export function items(check: Check, max: number, min = 1): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return void problem(problems, "must provide an array", at);
    if (value.length > max) problem(problems, `no more than ${max} items allowed`, at);
    if (value.length < min) problem(problems, `no less than ${min} items allowed`, at);
    value.forEach((item, index) => {
      check(item, `${at}/${index}`, problems);
    });
  };
}

/** An object with these fields and no others; `type` is known to be right. */
export function shape(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, at, problems) => {
    if (!isDict(value)) return void problem(problems, "must provide an object", at);
    for (const key of Object.keys(required)) {
      if (value[key] === undefined) problem(problems, `missing required field: ${key}`, at);
    }
    for (const [key, held] of Object.entries(value)) {
      const check = required[key] ?? optional[key];
      if (check && held !== undefined) check(held, `${at}/${key}`, problems);
      else if (key !== "type") problem(problems, `invalid additional property: ${key}`, at);
    }
  };
}

/** Chooses the check by the value's `type`. */
export function byType(table: () => Record<string, Check>): Check {
  return (value, at, problems) => {
    if (!isDict(value)) return void problem(problems, "must provide an object", at);
    const check = typeof value.type === "string" ? table()[value.type] : undefined;
    if (check) check(value, at, problems);
    else problem(problems, `unsupported type: ${String(value.type)}`, `${at}/type`);
  };
}

export function all(...checks: Check[]): Check {
  return (value, at, problems) => {
    for (const check of checks) check(value, at, problems);
  };
}
