import { type Words, w } from "../ground/locale.ts";

/** Short-link domains (DOM-1, §7.2.2). `private.domain_name` in the database applies the same rules; a test keeps both in step. */

/** Domains per request. */
export const DOMAIN_LIMITS = { names: 20 } as const;

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);

/**
 * The domain name in lower case, or null when it is invalid. Valid: labels of letters, digits and hyphens, joined by dots,
 * no hyphen first or last in a label.
 */
export function domainName(typed: string): string | null {
  const name = typed.trim().toLowerCase();
  return name.length <= 253 && NAME.test(name) ? name : null;
}

/** Why a typed name is not a valid domain name. */
export type DomainTrouble =
  | "empty"
  | "host_only"
  | "address"
  | "not_ascii"
  | "characters"
  | "no_dot"
  | "empty_label"
  | "long_label"
  | "hyphen"
  | "last_label"
  | "too_long";

/** The broken rule in words, to complete a sentence that begins with the name. */
export const DOMAIN_TROUBLE_WORDS: Readonly<Record<DomainTrouble, Words>> = {
  empty: w("域名为空", "it is empty"),
  host_only: w(
    "只填域名本身，不带 http://、端口和路径",
    "enter only the domain, without http://, port or path",
  ),
  address: w("不能是 IP 地址", "it can't be an IP address"),
  not_ascii: w(
    "中文等非 ASCII 域名须写成 Punycode，如 xn--fiqs8s.xn--fiqs8s",
    "domains in Chinese or other scripts must be in Punycode, such as xn--fiqs8s.xn--fiqs8s",
  ),
  characters: w("只能含字母、数字、连字符和点号", "it can contain only letters, digits, hyphens and dots"),
  no_dot: w("缺少点号，应如 go.example.com", "it has no dot and should look like go.example.com"),
  empty_label: w("点号不能在开头或结尾，也不能连续", "dots can't be first, last or next to each other"),
  long_label: w("点号之间每段最多 63 个字符", "each part between dots can have up to 63 characters"),
  hyphen: w("连字符不能在一段的开头或结尾", "no part can start or end with a hyphen"),
  last_label: w("最后一段须以字母开头", "the last part must start with a letter"),
  too_long: w("最多 253 个字符", "it can have up to 253 characters"),
};

/** The first rule that a typed name breaks; null when `domainName` accepts it. */
export function domainTrouble(typed: string): DomainTrouble | null {
  const name = typed.trim().toLowerCase();
  if (domainName(name) !== null) return null;
  const labels = name.split(".");
  if (name === "") return "empty";
  if (/^\d+(?:\.\d+){3}$/.test(name) || /^\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*\]?$/.test(name))
    return "address";
  if (/[/:?#@]/.test(name)) return "host_only";
  if (/[^ -~]/.test(name)) return "not_ascii";
  if (/[^a-z0-9.-]/.test(name)) return "characters";
  if (labels.length < 2) return "no_dot";
  if (labels.includes("")) return "empty_label";
  if (labels.some((label) => label.length > 63)) return "long_label";
  if (labels.some((label) => /^-|-$/.test(label))) return "hyphen";
  return name.length > 253 ? "too_long" : "last_label";
}

/** Splits typed names at spaces, commas and line breaks, without duplicates, in their order. */
export function splitNames(text: string): string[] {
  const names = text.split(/[\s,，、;；]+/).filter((name) => name !== "");
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** An object in a bucket of proofs, under the name its owner gave it. */
export interface Proof {
  readonly path: string;
  readonly name: string;
}
