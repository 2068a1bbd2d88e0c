import type { Noun } from "../../resource/nouns.ts";

/** What another member reviews (`reviewed` of its declaration), for what is needed before a declaration is loaded. */
export const REVIEWED_NOUNS = [
  "template",
  "send",
  "domain",
  "jump_batch",
  "filing",
  "sms_signature",
  "sms_template",
  "account_part",
  "shortcut",
] as const satisfies readonly Noun[];
