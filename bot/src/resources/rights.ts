import { DECLARED } from "@tidings/shared/declared.ts";
import { type Noun, rightOf } from "@tidings/shared/nouns.ts";
import type { Context } from "../registry.ts";

/** The permissions around reviews, by resource: a command for all of them needs any one. */

/** What is submitted, reviewed and shown by the same commands. */
type Reviewed = "template" | "send" | Noun;

const declared = Object.values(DECLARED).filter(({ reviewed }) => reviewed);
/** The right of an operation for each declared noun that is reviewed. */
const rightsTo = (operation: "list" | "review" | "update", nouns = declared) =>
  Object.fromEntries(nouns.map(({ noun }) => [noun, rightOf(noun, operation)]));

export const REVIEWED: readonly Reviewed[] = ["template", "send", ...declared.map(({ noun }) => noun)];

const SEES: Readonly<Record<string, string>> = {
  template: "KooMessage:template:list",
  send: "KooMessage:sendTask:list",
  ...rightsTo("list"),
};

const DECIDES: Readonly<Record<string, string>> = {
  template: "KooMessage:template:review",
  send: "KooMessage:sendTask:approve",
  ...rightsTo("review"),
};

/** A rejected batch of jump links is not submitted again; a new one is created. */
const SUBMITS: Readonly<Record<string, string>> = {
  template: "KooMessage:template:submit",
  send: "KooMessage:sendTask:submit",
  ...rightsTo(
    "update",
    declared.filter(({ transitions }) => transitions.submit !== undefined),
  ),
};

export const SEE_ANY = Object.values(SEES);
export const DECIDE_ANY = Object.values(DECIDES);
export const SUBMIT_ANY = Object.values(SUBMITS);
export const SUBMITTED = REVIEWED.filter((resource) => SUBMITS[resource] !== undefined);

/** The resources to suggest names of: those this person may see, decide about or submit. */
export function visibleTo({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(SEES[resource] ?? ""));
}

export function decidableBy({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(DECIDES[resource] ?? ""));
}

export function submittableBy({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(SUBMITS[resource] ?? ""));
}
