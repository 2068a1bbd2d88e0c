import {
  fillPlaces,
  isLocale,
  type Locale,
  nearestLocale,
  say,
  type Words,
} from "@tidings/shared/ground/locale.ts";
import { useCallback, useSyncExternalStore } from "react";

const CHOSEN = "tidings.locale";
const SHOWN = "tidings.locale.shown";

/** Components that render again when the language changes. */
const listeners = new Set<() => void>();
let current = firstLocale();

/** Translates a key of the component's words, or any other text in two languages, and fills in `values`. */
export type Translate<K extends string = never> = (
  text: K | Words,
  values?: Readonly<Record<string, unknown>>,
) => string;

/**
 * `t` for the current language: `t("key")` is a text of `words`. Without `words` it translates texts of `@tidings/shared` only.
 * The component renders again when the language changes.
 */
export function useTranslations<K extends string = never>(words?: Readonly<Record<K, Words>>): Translate<K> {
  const locale = useLocale();
  return (text, values) => {
    const found = say(typeof text === "string" ? (words as Readonly<Record<K, Words>>)[text] : text, locale);
    return values ? fillPlaces(found, values) : found;
  };
}

/** As `useTranslations` without words, and the same function until the language changes: for what is memoised. */
export function useSay(): Translate {
  const locale = useLocale();
  return useCallback(
    (text, values) => (values ? fillPlaces(say(text, locale), values) : say(text, locale)),
    [locale],
  );
}

/** The current language. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, () => current);
}

/** Chooses the language of the panel by hand: this browser keeps it for the person who has chosen none in their profile. */
export function setLocale(locale: Locale): void {
  localStorage.setItem(CHOSEN, locale);
  showLocale(locale);
}

/** Shows the panel in the language of the person; of one who has chosen none, in the browser's. */
export function showLocale(own: Locale | null): void {
  current = own ?? browserLocale();
  localStorage.setItem(SHOWN, current);
  document.documentElement.lang = current;
  for (const rerender of listeners) rerender();
}

function subscribe(rerender: () => void): () => void {
  listeners.add(rerender);
  return () => listeners.delete(rerender);
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
