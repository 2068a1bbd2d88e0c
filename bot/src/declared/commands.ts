import { DECLARED } from "@tidings/shared/declared.ts";
import type { Words } from "@tidings/shared/locale.ts";
import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { AnyCommand } from "../registry.ts";
import { actCommands } from "./acts.ts";
import { formCommands } from "./forms.ts";
import { listCommand } from "./list.ts";

/** The commands of a declared noun: `list`, `add`, `edit` and its transitions. */
export function commandsOf(noun: Noun): AnyCommand[] {
  const of = DECLARED[noun];
  return [listCommand(of), ...formCommands(of), ...actCommands(of)];
}

/** The words of the groups that Discord shows, by the first word of the commands. */
export const DECLARED_GROUPS: Readonly<
  Record<string, { readonly title: Words; readonly description: Words }>
> = Object.fromEntries(
  Object.values(DECLARED).map(({ noun, words }) => [
    NOUNS[noun].command,
    { title: NOUNS[noun].one, description: words.note },
  ]),
);
