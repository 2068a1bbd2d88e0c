import type { Enum } from "../ground/enums.ts";
import { fillPlaces, type Words, w } from "../ground/locale.ts";
import type { RefusalCode } from "../refusals/register.ts";
import { refusalValues } from "../refusals/register.ts";
import { listLink } from "../resource/address.ts";
import { NOUNS, type Noun, rightsOf } from "../resource/nouns.ts";
import { BEGINNING_WORDS, filingPath } from "./beginning.ts";

/** Where what a refusal lacks is filed or set up: a path of the panel, and what that page is called. */
export interface WayOut {
  readonly to: string;
  readonly words: Words;
  /** What a button that leads there says. */
  readonly label: Words;
  /** The rights of which the page takes one. */
  readonly needs: readonly string[];
}

const SAYS = {
  open: w("打开：{page}", "Open: {page}"),
  add: w("新建：{page}", "New: {page}"),
} as const satisfies Record<string, Words>;

/** What is missing is a row of this noun: the one that the refusal names, or a new one. */
export const MISSING_ROWS = {
  domain_not_approved: "domain",
  jump_not_approved: "jump_batch",
  signature_not_approved: "sms_signature",
  signature_unknown: "sms_signature",
  import_needs_signature: "sms_signature",
  sms_template_not_approved: "sms_template",
  test_without_text: "sms_template",
  template_not_approved: "template",
  basic_template_not_approved: "basic_template",
  account_not_approved: "service_account",
  basic_signature_not_approved: "basic_signature",
  basic_signature_required: "basic_signature",
} as const satisfies Partial<Record<RefusalCode, Noun>>;

/** Refusals that people mend in their own account. */
const OWN_ACCOUNT: ReadonlySet<string> = new Set(["mfa_required", "second_factor_first"]);
const ACCOUNT = w("我的账号", "My account");

/** Refusals about rows that may not exist at all: they lead to the form of a new one. */
const NEW: ReadonlySet<string> = new Set([
  "jump_not_approved",
  "signature_unknown",
  "import_needs_signature",
  "test_without_text",
]);

/** Where what a refusal lacks is filed; null where nothing that is filed is missing. Panel and chat lead there alike. */
export function wayOutOf(code: string | null | undefined, details: unknown): WayOut | null {
  const { form, name, resource, id } = refusalValues(details);
  if (code === "filing_missing" || code === "filing_ended")
    return typeof form === "string"
      ? listOf("filing", filingPath(form as Enum<"filing_form">), BEGINNING_WORDS.filing.title)
      : null;
  if (code && OWN_ACCOUNT.has(code))
    return { to: "/account", words: ACCOUNT, label: saying(SAYS.open, ACCOUNT), needs: [] };
  // Only the panel asks for a password: the act is on the page of its row.
  if (code === "sudo_required" && typeof resource === "string" && Object.hasOwn(NOUNS, resource)) {
    const { path, one } = NOUNS[resource as Noun];
    const to = typeof id === "string" ? `/${path}/${id}` : `/${path}`;
    return { to, words: one, label: saying(SAYS.open, one), needs: [] };
  }
  if (!code || !Object.hasOwn(MISSING_ROWS, code)) return null;
  const noun = MISSING_ROWS[code as keyof typeof MISSING_ROWS];
  const { path, one, many } = NOUNS[noun];
  if (!NEW.has(code)) return listOf(noun, listLink(path, typeof name === "string" ? { name } : {}), many);
  return { to: `/${path}/new`, words: many, label: saying(SAYS.add, one), needs: rightsOf(noun, "create") };
}

const listOf = (noun: Noun, to: string, words: Words): WayOut => ({
  to,
  words,
  label: saying(SAYS.open, words),
  needs: rightsOf(noun, "list"),
});

const saying = ({ zh, en }: Words, page: Words): Words => ({
  zh: fillPlaces(zh, { page: page.zh }),
  en: fillPlaces(en, { page: page.en }),
});

/** May a person with these permissions open that page? */
export function mayLeave({ needs }: WayOut, permissions: readonly string[]): boolean {
  const any = needs.map((right) => right.toLowerCase());
  return any.length === 0 || permissions.some((permission) => any.includes(permission.toLowerCase()));
}
