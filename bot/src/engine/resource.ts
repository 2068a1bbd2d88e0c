import { isNoun, type Noun } from "@tidings/shared/resource/nouns.ts";
import { invoke, verb } from "../data/database.ts";
import type { Answer, CardOf, Resource } from "../ground/answer.ts";
import type { Context } from "../registry/registry.ts";
import { declaredAnswer } from "./card.ts";
import { incidentAnswer } from "./drawn/incident.ts";
import { taskAnswer } from "./drawn/resolve_task.ts";
import { sendAnswer } from "./drawn/send.ts";
import { templateAnswer } from "./drawn/template.ts";
import { ownCardFields } from "./own.ts";
import { allowedTransitions, shownBy, type Transitions } from "./transitions.ts";
import { type View, viewOf } from "./view.ts";

type Draw = (view: View, id: string, transitions: Transitions) => Promise<Answer>;

/** The cards that are drawn by hand: they follow what moves by itself, or show more than fields. */
const DRAWN: Readonly<Partial<Record<Noun, Draw>>> = {
  template: templateAnswer,
  send: sendAnswer,
  resolve_task: taskAnswer,
  incident: incidentAnswer,
};

/** Is its card drawn by hand? */
export const isLive = (noun: Noun): boolean => DRAWN[noun] !== undefined;

/** Has this bot a card for the resource? A newer database may have others. */
export function isResource(resource: string): resource is Resource {
  return isNoun(resource);
}

/** The card of a resource: the answer of `show`, and every card in chat. @throws Refusal when it is not visible */
export async function resourceAnswer(view: View, card: CardOf): Promise<Answer> {
  const [answer] = await resourceAnswers(view, [card]);
  return answer as Answer;
}

/**
 * The cards of several resources, in their order. What is decided, or submitted anew, while its card is drawn is drawn
 * once more: no button stays on a card that says how it was decided.
 * @throws Refusal when one is not visible
 */
export async function resourceAnswers(view: View, cards: readonly CardOf[]): Promise<Answer[]> {
  const before = await allowedTransitions(view.session, cards);
  const drawn = await Promise.all(cards.map((card) => drawnWith(view, card, before)));
  const waiting = drawn.flatMap(({ card, shown }) => (card && shown !== undefined ? [card] : []));
  const after = await allowedTransitions(view.session, waiting);
  return Promise.all(
    cards.map((card, index) => {
      const answer = drawn[index] as Answer;
      const changed = answer.shown !== undefined && answer.shown !== shownBy(after.get(card.id) ?? []);
      return changed ? drawnWith(view, card, after) : answer;
    }),
  );
}

async function drawnWith(
  view: View,
  { resource, id }: CardOf,
  allowed: ReadonlyMap<string, Transitions>,
): Promise<Answer> {
  const transitions = allowed.get(id) ?? [];
  const shown = shownBy(transitions);
  const draw = DRAWN[resource];
  const answer = draw
    ? await draw(view, id, transitions)
    : await declaredAnswer(resource, view, id, transitions);
  const own = await ownCardFields(view, { resource, id });
  const whole = own.length === 0 ? answer : { ...answer, fields: [...(answer.fields ?? []), ...own] };
  return shown === null ? whole : { ...whole, shown };
}

/**
 * Calls the verb of a transition (`approve` → `approve_template`, `approve_send`) and returns the card with the new state.
 * @throws Refusal when the database refuses; nothing was changed then
 */
export async function act(
  context: Context,
  name: "submit" | "approve" | "reject" | "assign" | "urge" | "release" | "break_glass",
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
