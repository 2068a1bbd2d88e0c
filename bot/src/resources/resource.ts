import type { Answer, CardOf, Resource } from "../answer.ts";
import { invoke, verb } from "../database.ts";
import { Refusal } from "../errors.ts";
import type { Context } from "../registry.ts";
import { domainAnswer } from "./domain.ts";
import { jumpAnswer } from "./jump_batch.ts";
import { taskAnswer } from "./resolve_task.ts";
import type { Transition } from "./rows.ts";
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

/** Has this bot a card for the resource? A newer database may have others. */
export function isResource(resource: string): resource is Resource {
  return Object.hasOwn(DRAWN, resource);
}

/** The card of a resource: the answer of `show`, and every card in chat. @throws Refusal when it is not visible */
export function resourceAnswer(view: View, card: CardOf): Promise<Answer> {
  return DRAWN[card.resource](view, card.id);
}

/**
 * Checks that this person may do the transition now, for commands that ask for confirmation first.
 * @throws Refusal that the verb would answer with
 */
export async function requireTransition(
  context: Context,
  name: string,
  card: CardOf,
  state: string,
): Promise<void> {
  const transitions = await verb<Transition[]>(context.session, "allowed_transitions", {
    resource: card.resource,
    id: card.id,
  });
  const transition = transitions.find((each) => each.verb === name);
  if (!transition)
    throw new Refusal("wrong_state", 409, { details: { resource: card.resource, state, verb: name } });
  if (!transition.allowed)
    throw new Refusal(transition.code ?? "forbidden", 403, { details: { action: transition.needs } });
}

/**
 * Calls the verb of a transition (`approve` → `approve_template`, `approve_send`) and returns the card with the new state.
 * @throws Refusal when the database refuses; nothing was changed then
 */
export async function act(
  context: Context,
  name: "submit" | "approve" | "reject" | "release" | "pause" | "resume" | "break_glass" | "cancel",
  card: CardOf,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  // The database refuses content that has not been checked since it was saved.
  if (name === "submit" && card.resource === "template") {
    await invoke(context.session, "check-template", { template: card.id });
  }
  const request = context.request(`${name}/${card.resource}/${card.id}`);
  await verb(context.session, `${name}_${card.resource}`, { [card.resource]: card.id, ...more, request });
  return resourceAnswer(viewOf(context), { resource: card.resource, id: card.id });
}
