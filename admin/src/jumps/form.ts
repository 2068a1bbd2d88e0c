import { JUMP_LIMITS } from "@tidings/shared/links/jump.ts";
import { type Links, sortLinks, splitUrls } from "@tidings/shared/links/jump_file.ts";

/** The values of the form that requests jump links. The file is kept apart: it is not part of the stored draft. */
export interface JumpForm {
  readonly name: string;
  readonly purpose: string;
  readonly source: "typed" | "file";
  readonly typed: string;
}

export const EMPTY_JUMP_FORM: JumpForm = { name: "", purpose: "", source: "typed", typed: "" };

/** The typed links, sorted into valid and invalid ones. */
export function typedLinks(typed: string): Links {
  return sortLinks(splitUrls(typed).map((url, index) => [index + 1, url] as const));
}

export type JumpProblem = "name_missing" | "purpose_missing" | "links_missing" | "links_many" | "bad";

/** What keeps the form from being submitted. `links`: typed or from the file; null until a file is chosen. */
export function jumpProblems(form: JumpForm, links: Links | null): JumpProblem[] {
  const problems: JumpProblem[] = [];
  if (form.name.trim() === "") problems.push("name_missing");
  if (form.purpose.trim() === "") problems.push("purpose_missing");
  if (links && links.bad.length > 0) problems.push("bad");
  else if (!links || links.urls.length === 0) problems.push("links_missing");
  if (links && links.urls.length > JUMP_LIMITS[form.source]) problems.push("links_many");
  return problems;
}
