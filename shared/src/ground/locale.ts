/** The two languages; every text for people exists in both. */
export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One text in both languages, in one line. */
export const w = (zh: string, en: string): Words => ({ zh, en });

/** Is `value` a supported locale? */
export function isLocale(value: unknown): value is Locale {
  return value === "zh-CN" || value === "en";
}

/**
 * The supported locale for what a browser, Slack or Discord reports (`zh`, `zh_CN`, `en-GB` …).
 * Any Chinese is zh-CN, everything else en; without a tag zh-CN, the default.
 */
export function nearestLocale(tag: string | null | undefined): Locale {
  if (!tag) return "zh-CN";
  return /^zh\b|^zh[-_]/i.test(tag) ? "zh-CN" : "en";
}

/** `words` in `locale`. */
export function say(words: Words, locale: Locale): string {
  return locale === "zh-CN" ? words.zh : words.en;
}

/** A noun or a verb where it stands alone, as a value or a title: in English with a capital. */
export function capital<Told extends Words>(words: Told): Told {
  return { ...words, en: `${words.en.charAt(0).toUpperCase()}${words.en.slice(1)}` };
}

/** Names as people of that language list them: `a, b` or `a、b`. */
export function listText(items: readonly (string | number)[], locale: Locale): string {
  return items.join(locale === "zh-CN" ? "、" : ", ");
}

/**
 * Fills the `{name}` placeholders of `text` from `values`. A placeholder without a value becomes `—`, so that nobody
 * reads a raw placeholder. `{count:one line|{count} lines}` is the first text when `count` is 1, else the second;
 * `{count, number}` is `12,345`.
 */
export function fillPlaces(text: string, values: Readonly<Record<string, unknown>>): string {
  return text
    .replace(
      /\{([a-z_]+):((?:[^|{}]|\{[^{}]*\})*)\|((?:[^{}]|\{[^{}]*\})*)\}/gi,
      (_place, name: string, one: string, many: string) => (String(values[name]) === "1" ? one : many),
    )
    .replace(/\{([a-z_][a-z0-9_]*)(, number)?\}/gi, (_place, name: string, figure?: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined || value === null || value === "") return "—";
      if (figure) return Number(value).toLocaleString("en");
      if (Array.isArray(value)) return value.map(String).join(", ");
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    });
}

/** The names of the `{name}` placeholders of `text`. */
export function placesOf(text: string): string[] {
  return Array.from(text.matchAll(/\{([a-z_][a-z0-9_]*)(?:, number)?\}/gi), (hit) => hit[1] ?? "");
}

/** A label in an English sentence: "Channel number", "the channel number"; "SMS template" stays. */
export const inSentence = (label: string): string =>
  label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
