import { type Words, w } from "../ground/locale.ts";

/** The kinds of fields that service accounts and SMS shortcuts are made of (SA-1, SHC-1), and what each takes. */

/**
 * `text` one line · `long` several · `url` http or https · `deep_link` any scheme of an app · `phone` a number to dial · `package` an app's
 * package · `digits` a number · `email` an address of mail · `time` an instant · `longitude` and `latitude` degrees · `flag` yes or no ·
 * `choice` one of `values` · `signatures` signatures of SMS · `picture` a stored one.
 */
export type AccountFieldKind =
  | "text"
  | "long"
  | "url"
  | "deep_link"
  | "phone"
  | "package"
  | "digits"
  | "email"
  | "time"
  | "longitude"
  | "latitude"
  | "flag"
  | "choice"
  | "signatures"
  | "picture";

export interface AccountField {
  readonly name: string;
  readonly label: Words;
  readonly kind: AccountFieldKind;
  readonly required: boolean;
  /** Characters, or entries of a list. */
  readonly max: number;
  /** What the field takes: the sentence under it and in a refusal. */
  readonly takes: Words;
  /** Of a choice. */
  readonly values?: Readonly<Record<string, Words>>;
}

const TAKES: Readonly<Record<Exclude<AccountFieldKind, "picture">, (max: number) => Words>> = {
  text: (max) => ({ zh: `${max} 个字符以内的文字`, en: `up to ${max} characters` }),
  long: (max) => ({ zh: `${max} 个字符以内的文字`, en: `up to ${max} characters` }),
  url: (max) => ({
    zh: `以 http:// 或 https:// 开头的网址，最多 ${max} 个字符`,
    en: `a URL starting with http:// or https://, up to ${max} characters`,
  }),
  deep_link: (max) => ({
    zh: `形如 scheme://… 的链接，最多 ${max} 个字符`,
    en: `a link such as scheme://…, up to ${max} characters`,
  }),
  phone: (max) => ({
    zh: `3 至 ${max} 位的电话号码，可含 + 和 -`,
    en: `a phone number of 3 to ${max} digits; + and - are allowed`,
  }),
  package: (max) => ({
    zh: `应用包名，例如 com.example.app，最多 ${max} 个字符`,
    en: `a package name such as com.example.app, up to ${max} characters`,
  }),
  digits: (max) => ({ zh: `不超过 ${max} 位的数字`, en: `up to ${max} digits` }),
  email: (max) => ({
    zh: `完整的邮箱地址，最多 ${max} 个字符`,
    en: `a full email address, up to ${max} characters`,
  }),
  time: () =>
    w("日期和时间，例如 2026-12-01T09:00:00+08:00", "a date and time, such as 2026-12-01T09:00:00+08:00"),
  longitude: () => w("-180 至 180 的经度", "a longitude from -180 to 180"),
  latitude: () => w("-90 至 90 的纬度", "a latitude from -90 to 90"),
  flag: () => w("是或否", "yes or no"),
  choice: () => w("列表中的一项", "one of the list items"),
  signatures: (max) => ({
    zh: `1 至 ${max} 个签名，每个 2 至 18 个字符，不带【】`,
    en: `1 to ${max} signatures of 2 to 18 characters, without 【】`,
  }),
};

/** What an address takes that has a character which none may have; `private.address_fault` says the same. */
export const ADDRESS_WITHOUT: Words = w("不含{character}的网址", "a URL without {character}");

/** A field of the schema; `max` counts characters. */
export const field = (
  name: string,
  zh: string,
  en: string,
  kind: Exclude<AccountFieldKind, "picture">,
  required: boolean,
  max: number,
): AccountField => ({ name, label: { zh, en }, kind, required, max, takes: TAKES[kind](max) });

/** Whether an address opens outside the messages app; menus, buttons of the home page and shortcuts have the same switch. */
export const EXTERNAL = field("external", "在外部浏览器打开", "Open in external browser", "flag", false, 1);

/** A choice of one of these values. */
export const choice = (
  name: string,
  zh: string,
  en: string,
  values: Readonly<Record<string, Words>>,
): AccountField => ({ ...field(name, zh, en, "choice", false, 64), values });

/** An address has less than 1,000 characters (table 9-2). */
export const URL_MAX = 999;
