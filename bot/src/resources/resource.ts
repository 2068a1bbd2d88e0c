import type { Answer, CardOf, Resource } from "../answer.ts";
import { invoke, verb } from "../database.ts";
import { Refused } from "../refused.ts";
import type { Context } from "../registry.ts";
import { domainAnswer } from "./domain.ts";
import { jumpAnswer } from "./jump_batch.ts";
import { taskAnswer } from "./resolve_task.ts";
import type { Move } from "./rows.ts";
import { sendAnswer } from "./send.ts";
import { templateAnswer } from "./template.ts";
import { type View, viewOf } from "./view.ts";

const DRAWN: Readonly<Record<Resource, (view: View, id: string) => Promise<Answer>>> = {
  template: templateAnswer,
  send: sendAnswer,
  domain: domainAnswer,
  jump_batch: jumpAnswer,
  resolve_task: taskAnswer,
};

/** Is it something that can be drawn? The law may tell of things this bot has no card for. */
export function isResource(resource: string): resource is Resource {
  return Object.hasOwn(DRAWN, resource);
}

/** Draws a thing as it is now: the answer of `show`, and every card in chat. @throws Refused when it is not visible */
export function resourceAnswer(view: View, card: CardOf): Promise<Answer> {
  return DRAWN[card.resource](view, card.id);
}

/**
 * Is the move open to this person now? For commands that ask before they act.
 * @throws Refused as the verb would refuse
 */
export async function requireMove(
  context: Context,
  name: string,
  card: CardOf,
  state: string,
): Promise<void> {
  const moves = await verb<Move[]>(context.session, "allowed_transitions", {
    resource: card.resource,
    id: card.id,
  });
  const move = moves.find((each) => each.verb === name);
  if (!move)
    throw new Refused("wrong_state", 409, { details: { resource: card.resource, state, verb: name } });
  if (!move.allowed) throw new Refused(move.code ?? "forbidden", 403, { details: { action: move.needs } });
}

/**
 * Moves a thing by its verb (`approve` → `approve_template`, `approve_send`) and draws it as it is then.
 * @throws Refused when the database says no: then nothing has moved
 */
export async function act(
  context: Context,
  name: "submit" | "approve" | "reject" | "release" | "pause" | "resume" | "break_glass" | "cancel",
  card: CardOf,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  // The database takes no content that has not been checked since it was saved.
  if (name === "submit" && card.resource === "template") {
    await invoke(context.session, "check-template", { template: card.id });
  }
  const request = context.request(`${name}/${card.resource}/${card.id}`);
  await verb(context.session, `${name}_${card.resource}`, { [card.resource]: card.id, ...more, request });
  return resourceAnswer(viewOf(context), { resource: card.resource, id: card.id });
}
