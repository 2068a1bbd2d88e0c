import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { isNoun, type Noun } from "@tidings/shared/resource/nouns.ts";
import { invoke, verb } from "../data/database.ts";
import type { Answer, CardOf, Resource } from "../ground/answer.ts";
import type { Context } from "../registry/registry.ts";
import { declaredAnswer } from "./card.ts";
import { ownCardFields } from "./own.ts";
import { rowData } from "./program.ts";
import { rowOfCard } from "./rows.ts";
import { SPECIAL } from "./special.ts";
import { allowedTransitions, shownBy, type Transitions } from "./transitions.ts";
import { type View, viewOf } from "./view.ts";

/** A card to draw, with its row where a verb has just answered it. */
export type Drawn = CardOf & { readonly row?: Row };

/** Is its card drawn by hand? */
export const isLive = (noun: Noun): boolean => SPECIAL[noun]?.draw !== undefined;

/** Has this bot a card for the resource? A newer database may have others. */
export function isResource(resource: string): resource is Resource {
  return isNoun(resource);
}

/** The card of a resource: the answer of `show`, and every card in chat. @throws Refusal when it is not visible */
export async function resourceAnswer(view: View, card: Drawn): Promise<Answer> {
  const [answer] = await resourceAnswers(view, [card]);
  return answer as Answer;
}

/**
 * The cards of several resources, in their order. What is decided, or submitted anew, while its card is drawn is drawn
 * once more: no button stays on a card that says how it was decided.
 * @throws Refusal when one is not visible
 */
export async function resourceAnswers(view: View, cards: readonly Drawn[]): Promise<Answer[]> {
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
  { resource, id, row: answered }: Drawn,
  allowed: ReadonlyMap<string, Transitions>,
): Promise<Answer> {
  const transitions = allowed.get(id) ?? [];
  const shown = shownBy(transitions);
  // What is to be decided is read after its hash, so that the hash is never newer than what is drawn.
  const row = shown === null && answered ? answered : await rowOfCard(view, { resource, id });
  const draw = SPECIAL[resource]?.draw;
  const answer = draw
    ? await draw(view, row as never, transitions)
    : await declaredAnswer(resource, view, row, transitions);
  const own = await ownCardFields(view, { resource, id });
  const fields = own.length === 0 ? {} : { fields: [...(answer.fields ?? []), ...own] };
  const whole = { ...answer, ...fields, ...rowData(view, { resource }, row) };
  return shown === null ? whole : { ...whole, shown };
}

/** What a verb answered of this row, as a card to draw. Of what is reviewed that is the row of its view. */
export function answeredCard({ resource, id }: CardOf, answer: unknown): Drawn {
  const row = DECLARED[resource].reviewed ? (answer as Row | null) : null;
  return row?.id === id ? { resource, id, row } : { resource, id };
}

type ReviewAct = "submit" | "approve" | "reject" | "assign" | "urge" | "release" | "break_glass";

/**
 * Calls the verb of a transition (`approve` → `approve_template`, `approve_send`). What it answers is the card that is drawn.
 * @throws Refusal when the database refuses; nothing was changed then
 */
export async function act(
  context: Context,
  name: ReviewAct,
  card: CardOf,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly answer: Answer; readonly row: Row }> {
  // The database refuses content that has not been checked since it was saved.
  if (name === "submit" && (card.resource === "template" || card.resource === "basic_template")) {
    await invoke(context.session, "check-template", { template: card.id });
  }
  const request = context.request(`${name}/${card.resource}/${card.id}`);
  const given = { [card.resource]: card.id, ...more, request };
  const row = await verb<Row>(context.session, `${name}_${card.resource}`, given);
  return { answer: await resourceAnswer(viewOf(context), answeredCard(card, row)), row };
}
