import { checkContent } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { goTo } from "../../contents/going.ts";
import { nameFinding } from "../../contents/name.ts";
import { readyContent } from "../../contents/ready.ts";
import type { EditorValue } from "./value.ts";

/** What is wrong with the content as it would be saved. */
export function contentFindings(value: EditorValue): Finding[] {
  return checkContent(value.layout, value.vendors, value.usage, readyContent(value.content));
}

/** What is wrong with a template as it would be saved, in the order of the form. */
export function findingsOf(value: EditorValue): Finding[] {
  const name = nameFinding(value.name);
  return name ? [name, ...contentFindings(value)] : contentFindings(value);
}

/** Opens the first field that keeps the template from being submitted. Answers whether there is one. */
export function goToFirstWrong(value: EditorValue): boolean {
  const first = findingsOf(value).find((finding) => finding.level === "error");
  if (first) goTo(first.path);
  return first !== undefined;
}
