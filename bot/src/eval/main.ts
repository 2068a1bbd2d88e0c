/**
 * `npm run eval`: asks the endpoint of OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL the questions of `questions.ts` about the running
 * copy, as TIDINGS_EMAIL (alice of the demo). Nothing is changed: proposals are only looked at. Ends with 1 where fewer than
 * 36 of 40 answers are right. `-- --list` prints the questions as JSON and asks nobody.
 */

import { makeModel } from "../assistant/model.ts";
import { COMMANDS } from "../commands/list.ts";
import { openAsMember } from "../data/database.ts";
import { openContext } from "../registry/run.ts";
import { terminalEnv } from "../surfaces/terminal/env.ts";
import { evaluate } from "./evaluate.ts";
import { QUESTIONS } from "./questions.ts";

const SHARE = 0.9;
/** The questions are about the demo, as its owner sees it. */
const ASKS = "alice@demo.test";

if (process.argv.includes("--list")) {
  process.stdout.write(`${JSON.stringify(QUESTIONS)}\n`);
  process.exit(0);
}
const env = terminalEnv();
if (!env.model) {
  process.stderr.write("Set OPENAI_API_KEY and OPENAI_MODEL (and OPENAI_BASE_URL for another endpoint).\n");
  process.exit(2);
}
const member = await openAsMember(env, env.email ?? ASKS, env.password, "terminal");
try {
  const context = await openContext({ session: member.session, commands: COMMANDS, localeHint: "en" });
  let [asked, right, tokens] = [0, 0, 0];
  const began = Date.now();
  for await (const { question, text, wrong, tokens: spent } of evaluate(context, makeModel(env.model))) {
    asked += 1;
    tokens += spent;
    if (wrong === null) right += 1;
    process.stdout.write(
      `${wrong === null ? "right" : "WRONG"}  ${question.ask}\n       ${text.replaceAll("\n", " ")}\n`,
    );
    if (wrong !== null) process.stdout.write(`       ${wrong}\n`);
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${right} of ${asked} right, ${tokens} tokens, ${seconds} s, ${env.model.model}\n`);
  process.exitCode = right / asked >= SHARE ? 0 : 1;
} finally {
  await member.close();
}
