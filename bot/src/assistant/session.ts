import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import { log } from "../ground/log.ts";
import type { Context } from "../registry/registry.ts";
import { type Model, ModelError } from "./model.ts";
import { ASSISTANT_WORDS, TROUBLE_WORDS } from "./words.ts";

/** One piece of work of a model for one person: counted before, paid for after, and its failures told as answers. */

/** What was said before in the same thread. */
export interface Past {
  readonly question: string;
  readonly answer: string;
}

/** What came of it: the answer, what it says in plain text, and what it cost in tokens. */
export interface Outcome {
  readonly answer: Answer;
  readonly text: string;
  readonly tokens: number;
}

const past = z.object({ turns: z.array(z.object({ question: z.string(), answer: z.string() })) });

const unavailable = (text: string, code: string): Answer => ({
  tone: "bad",
  text,
  refusal: { code, status: 503 },
  ephemeral: true,
});

/**
 * Lets a model work on a question. Without a model, or where its endpoint fails, the answer says what to do.
 * @throws Refusal too_many_requests, assistant_spent
 */
export async function withModel(
  context: Context,
  question: string,
  work: (model: Model, turns: readonly Past[]) => Promise<Outcome>,
): Promise<Answer> {
  const { session, model, thread, locale } = context;
  if (!model) return unavailable(say(ASSISTANT_WORDS.unset, locale), "assistant_unset");
  const { turns } = past.parse(await verb(session, "begin_question", { thread }));
  await context.progress({ tone: "plain", text: say(ASSISTANT_WORDS.thinking, locale) });
  try {
    const { answer, text, tokens } = await work(model, turns);
    await verb(session, "end_question", { thread, question, answer: text, tokens });
    return answer;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.error("assistant.model", error, { trouble: error.trouble });
    const words = fillPlaces(say(TROUBLE_WORDS[error.trouble], locale), { status: error.status });
    return unavailable(words, "assistant_unavailable");
  }
}
