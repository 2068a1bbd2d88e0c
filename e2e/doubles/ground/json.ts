/** Reading JSON that somebody else wrote: each reader answers an empty value where the shape is another. */
export type Dict = Record<string, unknown>;

export function isDict(value: unknown): value is Dict {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function dict(value: unknown): Dict {
  return isDict(value) ? value : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function dicts(value: unknown): Dict[] {
  return list(value).filter(isDict);
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Parses JSON; `undefined` where it is not JSON. */
export function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** A length as people count it and as both platforms do: in code points, not UTF-16 units. */
export function lengthOf(value: string): number {
  return [...value].length;
}
