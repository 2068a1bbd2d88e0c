/**
 * The value that `record` itself has for `key`. For keys that people name (columns, parameters, own fields): `constructor`,
 * `toString` or `__proto__` in a plain object is else what every object inherits.
 */
export function valueAt<T>(
  record: Readonly<Record<string, T>> | null | undefined,
  key: string,
): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Writes a value under a key that somebody named: `__proto__` too is a key like any other. */
export function setAt<T>(record: Record<string, T>, key: string, value: NoInfer<T>): void {
  if (key === "__proto__")
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}
