import { w } from "@tidings/shared/ground/locale.ts";
import { isCleanName, UNSEEN_WORDS } from "@tidings/shared/ground/names.ts";
import { type Finding, finding } from "@tidings/shared/templates/findings.ts";

export const NAME_MISSING: Finding = {
  path: "name",
  code: "required",
  level: "error",
  words: w("请填写模板名称。", "Enter a template name."),
};

const NAME_UNCLEAN = finding("name", "character", {
  slot: w("模板名称", "Template name"),
  character: UNSEEN_WORDS,
});

/** What is wrong with the name; null for nothing. The law says the same when it is saved. */
export function nameFinding(name: string): Finding | null {
  if (name.trim() === "") return NAME_MISSING;
  return isCleanName(name.trim()) ? null : NAME_UNCLEAN;
}
