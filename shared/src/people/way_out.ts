import type { Enum } from "../ground/enums.ts";
import type { Words } from "../ground/locale.ts";
import type { RefusalCode } from "../refusals/register.ts";
import { refusalValues } from "../refusals/register.ts";
import { listLink } from "../resource/address.ts";
import { NOUNS, type Noun } from "../resource/nouns.ts";
import { BEGINNING_WORDS, filingPath } from "./beginning.ts";

/** Where what a refusal lacks is filed: a path of the panel, and what that page is called. */
export interface WayOut {
  readonly to: string;
  readonly words: Words;
}

/** What is missing is a row of this noun: the one that the refusal names, or a new one. */
export const MISSING_ROWS = {
  domain_not_approved: "domain",
  jump_not_approved: "jump_batch",
  signature_not_approved: "sms_signature",
  import_needs_signature: "sms_signature",
  sms_template_not_approved: "sms_template",
  test_without_text: "sms_template",
  template_not_approved: "template",
  account_not_approved: "service_account",
  basic_signature_not_approved: "basic_signature",
  basic_signature_required: "basic_signature",
} as const satisfies Partial<Record<RefusalCode, Noun>>;

/** Refusals about rows that may not exist at all: they lead to the form of a new one. */
const NEW: ReadonlySet<string> = new Set([
  "jump_not_approved",
  "import_needs_signature",
  "test_without_text",
  "basic_signature_required",
]);

/** Where what a refusal lacks is filed; null where nothing that is filed is missing. Panel and chat lead there alike. */
export function wayOutOf(code: string | null | undefined, details: unknown): WayOut | null {
  const { form, name } = refusalValues(details);
  if (code === "filing_missing" || code === "filing_ended")
    return typeof form === "string"
      ? { to: filingPath(form as Enum<"filing_form">), words: BEGINNING_WORDS.filing.title }
      : null;
  if (!code || !Object.hasOwn(MISSING_ROWS, code)) return null;
  const { path, many: words } = NOUNS[MISSING_ROWS[code as keyof typeof MISSING_ROWS]];
  if (NEW.has(code)) return { to: `/${path}/new`, words };
  return { to: listLink(path, typeof name === "string" ? { name } : {}), words };
}
