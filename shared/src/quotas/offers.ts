import { type Locale, say, type Words } from "../ground/locale.ts";
import { labelOf } from "../ground/tone.ts";
import { PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

/** What an offer and an order may be, for forms and commands; `public.offers` and `public.orders` say the same. */

export const MOST_QUANTITY = 100;
export const MOST_SIZE = 10_000_000;

/** The short name of an offer, which is typed: `aim-100k`. */
export const SKU = /^[a-z0-9][a-z0-9-]{1,31}$/;

/** The terms of an offer, which an order keeps. */
export interface OfferTerms {
  readonly sku: string;
  readonly kind: keyof typeof QUOTA_KIND_WORDS;
  readonly spec: keyof typeof PACKAGE_SPEC_WORDS;
  /** Units of one package. */
  readonly size: number;
  /** Of one package, in hundredths of the currency. */
  readonly price_fen: number;
  readonly currency: string;
  readonly validity_months: number;
}

/** An offer on the price list, as `price_list` answers it. */
export interface Offer extends OfferTerms {
  readonly id: string;
  /** Raised by each edit; an order names the one that was shown. */
  readonly revision: number;
  readonly sale_from: string;
  readonly sale_until: string | null;
}

/** What `price_list` answers. */
export interface PriceList {
  readonly currency: string;
  readonly orders_confirm_themselves: boolean;
  readonly offers: readonly Offer[];
  /** Millionths of the currency a unit, by item. */
  readonly units: Readonly<Record<string, number>>;
}

/** `智能信息基础版 · 移动`: the kind, and of the basic edition its specification. */
export function kindText({ kind, spec }: Pick<OfferTerms, "kind" | "spec">, locale: Locale): string {
  const name = say(labelOf(QUOTA_KIND_WORDS, kind), locale);
  return kind === "basic" ? `${name} · ${say(PACKAGE_SPEC_WORDS[spec], locale)}` : name;
}

/** `kindText` of a row, in both languages. */
export function kindWords(row: Readonly<Record<string, unknown>>): Words {
  const terms = row as unknown as Pick<OfferTerms, "kind" | "spec">;
  return { zh: kindText(terms, "zh-CN"), en: kindText(terms, "en") };
}

/** `1 年`, `18 个月`. */
export function validityText(months: number, locale: Locale): string {
  const years = months / 12;
  if (Number.isInteger(years))
    return locale === "zh-CN" ? `${years} 年` : years === 1 ? "1 year" : `${years} years`;
  return locale === "zh-CN" ? `${months} 个月` : months === 1 ? "1 month" : `${months} months`;
}
