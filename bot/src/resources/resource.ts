import type { Answer, CardOf, Resource } from "../answer.ts";
import { invoke, verb } from "../database.ts";
import type { Context } from "../registry.ts";
import { domainAnswer } from "./domain.ts";
import { jumpAnswer } from "./jump_batch.ts";
import { taskAnswer } from "./resolve_task.ts";
import { sendAnswer } from "./send.ts";
import { templateAnswer } from "./template.ts";
import { allowedTransitions, shownBy, type Transitions } from "./transitions.ts";
import { type View, viewOf } from "./view.ts";

type Draw = (view: View, id: string, transitions: Transitions) => Promise<Answer>;

const DRAWN: Readonly<Record<Resource, Draw>> = {
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
export async function resourceAnswer(view: View, card: CardOf): Promise<Answer> {
  const [answer] = await resourceAnswers(view, [card]);
  return answer as Answer;
}

/** The cards of several resources, in their order. @throws Refusal when one is not visible */
export async function resourceAnswers(view: View, cards: readonly CardOf[]): Promise<Answer[]> {
  const allowed = await allowedTransitions(view.session, cards);
  return Promise.all(
    cards.map(async ({ resource, id }) => {
      const transitions = allowed.get(id) ?? [];
      const shown = shownBy(transitions);
      const answer = await DRAWN[resource](view, id, transitions);
      return shown === null ? answer : { ...answer, shown };
    }),
  );
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
