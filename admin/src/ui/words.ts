import { isLocale, type Locale, nearestLocale, say, type Words } from "@tidings/shared/locale.ts";
import { createInstance } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

const REMEMBERED = "tidings.locale";

/** The panel's words. Rooms add theirs with `defineWords` when they are loaded. */
export const i18n = createInstance();

i18n.use(initReactI18next).init({
  lng: rememberedLocale(),
  fallbackLng: false,
  ns: [],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
  returnEmptyString: false,
});

type Texts = Readonly<Record<string, string>>;
type Translated<Z extends Texts> = { readonly [K in keyof Z]: string } & {
  readonly [K in keyof Z as `${K & string}_one`]?: string;
};

/** The words of one room, known by their keys. */
export interface Room<K extends string> {
  readonly name: string;
  /** Only carries the type of the keys. */
  readonly keys?: K;
}

/** Puts values into a text of a room. `{place}` takes a value, `{place, number}` a number with separators. */
export type Say<K extends string> = (key: K, values?: Readonly<Record<string, unknown>>) => string;

/**
 * Declares a room's words in both languages: a key that lacks its English does not compile.
 * English may add `<key>_one` for texts used with `count: 1`.
 */
export function defineWords<const Z extends Texts>(
  name: string,
  zh: Z,
  en: Translated<Z>,
): Room<keyof Z & string> {
  i18n.addResourceBundle("zh-CN", name, zh);
  i18n.addResourceBundle("en", name, en);
  return { name };
}

/** The words of `room` in the language in use. The component is drawn again when the language changes. */
export function useWords<K extends string>(room: Room<K>): Say<K> {
  const { t } = useTranslation(room.name);
  return (key, values) => String(t(key as never, values as never));
}

/** The language in use. */
export function useLocale(): Locale {
  const { i18n: current } = useTranslation();
  return isLocale(current.language) ? current.language : "zh-CN";
}

/** Says words that come from `@tidings/shared` in the language in use. */
export function useSay(): (words: Words) => string {
  const locale = useLocale();
  return (words) => say(words, locale);
}

/** Speaks `locale` from now on, on this browser. */
export async function speak(locale: Locale): Promise<void> {
  localStorage.setItem(REMEMBERED, locale);
  document.documentElement.lang = locale;
  await i18n.changeLanguage(locale);
}

function rememberedLocale(): Locale {
  const remembered = localStorage.getItem(REMEMBERED);
  const locale = isLocale(remembered) ? remembered : nearestLocale(navigator.language);
  document.documentElement.lang = locale;
  return locale;
}
