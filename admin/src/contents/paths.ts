/** A path into a content: `slots.buttons.0.text`. */
export type Path = string;

/** The value at `path` in `root`, or undefined. */
export function at(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path.split(".")) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/**
 * A copy of `root` with `value` at `path`. Missing parents are created: an array where the next key is a number, else
 * an object. `undefined` removes the entry.
 */
export function withAt<T>(root: T, path: Path, value: unknown): T {
  return put(root, path.split("."), value) as T;
}

function put(root: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const isIndex = /^\d+$/.test(key);
  if (isIndex || Array.isArray(root)) {
    const list = Array.isArray(root) ? [...root] : [];
    const index = Number(key);
    if (rest.length === 0 && value === undefined) list.splice(index, 1);
    else list[index] = put(list[index], rest, value);
    return list;
  }
  const record: Record<string, unknown> = { ...(root !== null && typeof root === "object" ? root : {}) };
  const next = put(record[key], rest, value);
  if (next === undefined) delete record[key];
  else record[key] = next;
  return record;
}
