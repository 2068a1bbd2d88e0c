import { TOPICS } from "../commands/groups.ts";
import type { Answer } from "../ground/answer.ts";

/** The usages of all commands that help shows to a person, topic by topic. */
export async function listedBy(
  help: (input: { readonly command: string }) => Promise<Answer>,
): Promise<string[]> {
  const answers = await Promise.all(TOPICS.map(({ name }) => help({ command: name })));
  return answers.flatMap(({ sections = [] }) =>
    sections.flatMap(({ lines }) => lines.map(([usage]) => usage)),
  );
}
