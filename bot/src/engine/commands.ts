import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { Words } from "@tidings/shared/ground/locale.ts";
import { headOf, NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { AnyCommand } from "../registry/registry.ts";
import { actCommands } from "./acts.ts";
import { copyCommands } from "./copies.ts";
import { formCommands } from "./forms.ts";
import { listCommand } from "./list.ts";
import { showCommands } from "./show.ts";
import { singleCommands } from "./single.ts";

/** The commands of a declared noun: `list`, `show`, `add`, `edit` and its transitions. */
export function commandsOf(noun: Noun): AnyCommand[] {
  const of = DECLARED[noun];
  if (of.single) return singleCommands(of);
  return [listCommand(of), ...showCommands(of), ...formCommands(of), ...copyCommands(of), ...actCommands(of)];
}

/** The words of the groups that Discord shows, by the first word of the commands. */
export const DECLARED_GROUPS: Readonly<
  Record<string, { readonly title: Words; readonly description: Words }>
> = Object.fromEntries(
  Object.values(DECLARED)
    .filter(({ noun }) => headOf(noun).list === undefined)
    .map(({ noun, words }) => [NOUNS[noun].command, { title: NOUNS[noun].one, description: words.note }]),
);
