import type { Answer } from "../ground/answer.ts";
import type { Question } from "./questions.ts";

/** What is wrong with an answer to a question; null where it is right. `known`: what the command that knows says itself. */
export function judged(
  { knows, says, proposes }: Question,
  answer: Answer,
  known: Answer | null,
): string | null {
  const said = plain(answer.text ?? "");
  if (said === "") return "it says nothing";
  const acts = (answer.actions ?? []).map(({ command, input }) => ({ command, input }));
  if (proposes) {
    const [command, input] = proposes;
    const [act, ...more] = acts;
    if (!act || more.length > 0 || act.command !== command) return `it proposes ${JSON.stringify(acts)}`;
    const other = Object.entries(input).find(
      ([name, value]) => plain(String(act.input[name])) !== plain(String(value)),
    );
    return other ? `it proposes ${command} with ${JSON.stringify(act.input)}` : null;
  }
  if (acts.length > 0) return `nobody asked for a change, and it proposes ${JSON.stringify(acts)}`;
  if (!knows) return null;
  if (!answer.note?.includes(knows[0])) return `it did not look at ${knows[0]}: ${answer.note ?? ""}`;
  const missing = known && says ? says(known).find((each) => !said.includes(plain(each))) : undefined;
  return missing === undefined ? null : `it does not say ${missing}`;
}

/** Figures are the same with and without separators; a model may write either. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/(?<=\d)[,\s\u00a0](?=\d{3})/g, "")
    .trim();
