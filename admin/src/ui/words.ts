import {
  fillCounted,
  fillPlaces,
  isLocale,
  type Locale,
  nearestLocale,
  say,
  type Words,
} from "@tidings/shared/ground/locale.ts";
import { createInstance } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

const CHOSEN = "tidings.locale";
const SHOWN = "tidings.locale.shown";

/** The panel's texts. Each feature adds a namespace with `defineWords` when its module is loaded. */
export const i18n = createInstance();

i18n.use(initReactI18next).init({
  lng: firstLocale(),
  fallbackLng: false,
  ns: [],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
  returnEmptyString: false,
});

type Texts = Readonly<Record<string, string>>;
type EnglishTexts<Z extends Texts> = { readonly [K in keyof Z]: string } & {
  readonly [K in keyof Z as `${K & string}_one`]?: string;
};

/** The texts of one feature, typed by their keys. */
export interface Namespace<K extends string> {
  readonly name: string;
  /** Only carries the type of the keys. */
  readonly keys?: K;
}

/**
 * Translates a key of the namespace, or a text from `@tidings/shared`, and fills in `values`.
 * `{place}` takes a value, `{place:one|many}` a word that its number chooses; in texts of a namespace `{place, number}` takes a number with separators.
 */
export type Translate<K extends string = never> = (
  text: K | Words,
  values?: Readonly<Record<string, unknown>>,
) => string;

/**
 * Declares the texts of a namespace in both languages: a key that lacks its English does not compile.
 * English may add `<key>_one` for texts used with `count: 1`.
 */
export function defineWords<const Z extends Texts>(
  name: string,
  zh: Z,
  en: EnglishTexts<Z>,
): Namespace<keyof Z & string> {
  i18n.addResourceBundle("zh-CN", name, zh);
  i18n.addResourceBundle("en", name, en);
  return { name };
}

/**
 * `t` for the current language. Without a namespace it translates texts from `@tidings/shared` only.
 * The component renders again when the language changes.
 */
export function useTranslations<K extends string = never>(namespace?: Namespace<K>): Translate<K> {
  const { t, i18n: current } = useTranslation(namespace?.name);
  return (text, values) => {
    if (typeof text === "string") return fillCounted(String(t(text as never, values as never)), values ?? {});
    const words = say(text, localeOf(current));
    return values ? fillPlaces(words, values) : words;
  };
}

/** The current language. */
export function useLocale(): Locale {
  return localeOf(useTranslation().i18n);
}

/** Chooses the language of the panel by hand: this browser keeps it for the person who has chosen none in their profile. */
export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(CHOSEN, locale);
  await showLocale(locale);
}

/** Shows the panel in the language of the person; of one who has chosen none, in the browser's. */
export async function showLocale(own: Locale | null): Promise<void> {
  const locale = own ?? browserLocale();
  localStorage.setItem(SHOWN, locale);
  document.documentElement.lang = locale;
  await i18n.changeLanguage(locale);
}

function localeOf({ language }: typeof i18n): Locale {
  return isLocale(language) ? language : "zh-CN";
}

/** What was chosen here by hand, else what the browser asks for. */
function browserLocale(): Locale {
  const chosen = localStorage.getItem(CHOSEN);
  return isLocale(chosen) ? chosen : nearestLocale(navigator.language);
}

/** What was shown last, so that a page that is loaded anew does not change its language while it asks who is signed in. */
function firstLocale(): Locale {
  const shown = localStorage.getItem(SHOWN);
  const locale = isLocale(shown) ? shown : browserLocale();
  document.documentElement.lang = locale;
  return locale;
}
