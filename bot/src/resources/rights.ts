import type { Resource } from "../answer.ts";
import type { Context } from "../registry.ts";

/** The permissions around reviews, by resource: a command for all of them needs any one. */

/** What is submitted, reviewed and shown by the same commands. */
export const REVIEWED = ["template", "send", "domain", "jump_batch"] as const satisfies readonly Resource[];
type Reviewed = (typeof REVIEWED)[number];

const SEES: Readonly<Record<Reviewed, string>> = {
  template: "KooMessage:template:list",
  send: "KooMessage:sendTask:list",
  domain: "KooMessage:domain:list",
  jump_batch: "KooMessage:jump:list",
};

const DECIDES: Readonly<Record<Reviewed, string>> = {
  template: "KooMessage:template:review",
  send: "KooMessage:sendTask:approve",
  domain: "KooMessage:domain:review",
  jump_batch: "KooMessage:jump:review",
};

/** A rejected batch of jump links is not submitted again; a new one is created. */
const SUBMITS: Readonly<Partial<Record<Reviewed, string>>> = {
  template: "KooMessage:template:submit",
  send: "KooMessage:sendTask:submit",
  domain: "KooMessage:domain:update",
};

export const SEE_ANY = Object.values(SEES);
export const DECIDE_ANY = Object.values(DECIDES);
export const SUBMIT_ANY = Object.values(SUBMITS);
export const SUBMITTED = REVIEWED.filter((resource) => SUBMITS[resource] !== undefined);

/** The resources to suggest names of: those this person may see, decide about or submit. */
export function visibleTo({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(SEES[resource]));
}

export function decidableBy({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(DECIDES[resource]));
}

export function submittableBy({ me }: Context): Reviewed[] {
  return REVIEWED.filter((resource) => me.permissions.includes(SUBMITS[resource] ?? ""));
}
