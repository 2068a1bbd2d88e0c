import { z } from "zod";
import { type Labels, label } from "../tone.ts";

/** Short-link domains (DOM-1, §7.2.2). `private.domain_name` in the database says the same of names; a test holds both in step. */

/** Domains asked for at once. */
export const DOMAIN_LIMITS = { names: 20 } as const;

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);

/**
 * A typed domain name in lower case; null when it is none: letters, digits and hyphens in labels joined by dots, no
 * hyphen first or last in a label.
 */
export function domainName(typed: string): string | null {
  const name = typed.trim().toLowerCase();
  return name.length <= 253 && NAME.test(name) ? name : null;
}

/** Names as a person types several: between spaces, commas or on lines of their own; each once, in their order. */
export function splitNames(text: string): string[] {
  const names = text.split(/[\s,，、;；]+/).filter((name) => name !== "");
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** An object in a bucket of proofs, under the name its owner gave it. */
export const proofInput = z.object({ path: z.string().min(1), name: z.string().min(1).max(120) });
export type Proof = z.infer<typeof proofInput>;

const name = z.string().transform((typed, context) => {
  const found = domainName(typed);
  if (found === null) context.addIssue({ code: "custom", message: "domain_name_invalid" });
  return found ?? typed;
});

/** Input of `create_domains`. */
export const createDomainsInput = z.object({
  names: z.array(name).min(1).max(DOMAIN_LIMITS.names),
  custom_codes: z.boolean(),
  proof: proofInput.nullish(),
});

/** Input of `update_domain`: without `proof` the old one stays, with null it goes. */
export const updateDomainInput = z.object({ name, custom_codes: z.boolean(), proof: proofInput.nullish() });

/** 域名状态, which differs from the review state: only an approved domain is ever enabled. */
export const DOMAIN_STATE_WORDS: Labels<"true" | "false"> = {
  true: label("good", "启用", "Enabled"),
  false: label("neutral", "禁用", "Disabled"),
};

/** 自定义短码. */
export const CUSTOM_CODES_WORDS: Labels<"true" | "false"> = {
  true: label("neutral", "是", "Yes"),
  false: label("neutral", "否", "No"),
};
