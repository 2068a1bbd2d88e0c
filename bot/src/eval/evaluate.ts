import { converse } from "../assistant/converse.ts";
import type { Model } from "../assistant/model.ts";
import { COMMANDS } from "../commands/list.ts";
import type { Context } from "../registry/registry.ts";
import { findCommand } from "../registry/registry.ts";
import { runIn } from "../registry/run.ts";
import { judged } from "./judge.ts";
import { QUESTIONS, type Question } from "./questions.ts";

/** How one question went. `wrong` is null where the answer is right. */
export interface Outcome {
  readonly question: Question;
  readonly text: string;
  readonly wrong: string | null;
  readonly tokens: number;
}

/** Asks a model all the questions, one after another, each without a past. @throws ModelError */
export async function* evaluate(context: Context, model: Model): AsyncGenerator<Outcome> {
  for (const question of QUESTIONS) {
    const [name, input = {}] = question.knows ?? [];
    const command = name === undefined ? null : findCommand(COMMANDS, name);
    if (name !== undefined && !command) throw new Error(`there is no command ${name}`);
    const known = command ? await runIn(context, command, input) : null;
    const { answer, tokens } = await converse(context, model, question.ask, []);
    yield { question, text: answer.text ?? "", wrong: judged(question, answer, known), tokens };
  }
}
