import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import type { Context } from "../registry/registry.ts";

/** The permissions around reviews, by resource: a command for all of them needs any one. */

const declared = Object.values(DECLARED).filter(({ reviewed }) => reviewed);
/** What is submitted, reviewed and shown by the same commands. */
export const REVIEWED: readonly Noun[] = declared.map(({ noun }) => noun);

const rightsTo = (operation: "list" | "review") =>
  Object.fromEntries(REVIEWED.map((noun) => [noun, rightOf(noun, operation) ?? ""]));

const SEES: Readonly<Record<string, string>> = rightsTo("list");
const DECIDES: Readonly<Record<string, string>> = rightsTo("review");

/** A rejected batch of jump links is not submitted again; a new one is created. */
const SUBMITS: Readonly<Record<string, string>> = Object.fromEntries(
  declared.flatMap(({ noun, transitions: { submit } }) =>
    submit ? [[noun, submit.needs ?? rightOf(noun, "update") ?? ""]] : [],
  ),
);

export const SEE_ANY = Object.values(SEES);
export const DECIDE_ANY = Object.values(DECIDES);
export const SUBMIT_ANY = Object.values(SUBMITS);
/**
 * Who may submit something, or decide about it, may say once more that it waits, and ask a reviewer by name; what is in review as it is
 * made, anyone who may make it.
 */
export const ASK_ANY = [
  ...REVIEWED.map((noun) => SUBMITS[noun] ?? rightOf(noun, "create") ?? ""),
  ...DECIDE_ANY,
];
export const SUBMITTED = REVIEWED.filter((resource) => SUBMITS[resource] !== undefined);

const having = (rights: Readonly<Record<string, string>>, { me }: Context): Noun[] =>
  REVIEWED.filter((resource) => me.permissions.includes(rights[resource] ?? ""));

/** The resources to suggest names of: those this person may see, decide about or submit. */
export const visibleTo = (context: Context) => having(SEES, context);
export const decidableBy = (context: Context) => having(DECIDES, context);
export const submittableBy = (context: Context) => having(SUBMITS, context);
