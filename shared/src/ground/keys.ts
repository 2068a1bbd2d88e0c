/** The keys of a project as Supabase gives them: a JSON dictionary, name → key. The embedded gateway reads them by it too. */

/** What a key is for, with the dictionary that has it. */
export const KEYS = {
  publishable: { dictionary: "SUPABASE_PUBLISHABLE_KEYS", form: /^sb_publishable_[\w-]+$/ },
  secret: { dictionary: "SUPABASE_SECRET_KEYS", form: /^sb_secret_[\w-]+$/ },
} as const;

export type KeyKind = keyof typeof KEYS;

function dictionaryIn(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined; // the words of the parser show what it read
  }
}

/**
 * The keys of a dictionary, the one called `default` first.
 * @throws Error in words, which show no value: not even a name, as it may be a key in the wrong place
 */
export function keysIn(text: string, kind: KeyKind): string[] {
  const { form } = KEYS[kind];
  const read = dictionaryIn(text);
  if (!read) throw new Error('must be a JSON dictionary of keys, as Supabase gives it: {"default": "sb_…"}');
  const keys = Object.entries(read)
    .sort(([one], [other]) => Number(other === "default") - Number(one === "default"))
    .map(([, key]) => key);
  if (!keys.every((key): key is string => typeof key === "string" && form.test(key)))
    throw new Error(`has a key that does not begin with sb_${kind}_`);
  return keys;
}
