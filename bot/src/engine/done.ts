import { type Answer, saying } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import { type Drawn, resourceAnswers } from "./resource.ts";
import { viewOf } from "./view.ts";

/**
 * The answer after a verb has done its work: what was done, on the cards of its rows. Anyone who can no longer see them, as after
 * giving up the right to, is told what was done all the same.
 */
export async function doneAnswer(context: Context, cards: readonly Drawn[], done: string): Promise<Answer> {
  const [first, ...more] = await resourceAnswers(viewOf(context), cards).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") return [];
    throw error;
  });
  const [card] = cards;
  // What its maker does not see any more has an id all the same.
  const gone: Answer = { tone: "good", ...(context.program && card ? { data: { id: card.id } } : {}) };
  return { ...saying(first ?? gone, done), tone: "good", ...(more.length > 0 ? { more } : {}) };
}
