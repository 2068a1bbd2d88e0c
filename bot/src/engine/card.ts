import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { evidenceOf } from "@tidings/shared/resource/evidence_of.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import type { Action, Answer } from "../ground/answer.ts";
import { changeLines, reviewChanges } from "./changes.ts";
import { fieldsOf, headOfRow } from "./fields.ts";
import { commandHead, DECISIONS } from "./head.ts";
import { historyNote } from "./history.ts";
import { SPECIAL } from "./special.ts";
import type { Transitions } from "./transitions.ts";
import { actionsOf, type View } from "./view.ts";

const DOCUMENTS: Words = w("文件", "Documents");

/** The card of a declared row: where it stands, what is known of it, who decided, and the buttons. */
export async function declaredAnswer(
  noun: Noun,
  view: View,
  row: Row,
  transitions: Transitions,
): Promise<Answer> {
  const of = DECLARED[noun];
  const card = { resource: noun, id: String(row.id) } as const;
  const [more, changes] = await Promise.all([
    SPECIAL[noun]?.more?.(view, row),
    of.reviewed ? reviewChanges(view, of, row) : null,
  ]);
  const { text: told, ...head } = headOfRow(of, row, view);
  const compared = changes ? changeLines(changes.head, changes.lines, view.locale) : [];
  const text = [told, ...compared, more?.text].filter(Boolean).join("\n");
  return {
    ...head,
    ...more,
    ...(text === "" ? {} : { text }),
    fields: fieldsOf(of, row, view),
    ...(of.reviewed ? { note: await historyNote(view, card, row as never) } : {}),
    actions: [
      ...actionsOf(view, card, transitions).map((action) =>
        DECISIONS.has(action.command) ? action : { ...action, beside: true as const },
      ),
      ...(of.reviewed && evidenceOf(of, row).length > 0 ? [documentsButton(view, card.id)] : []),
    ],
    ...(of.reviewed ? { card } : {}),
    ...(commandHead(noun, "show").audience === "person" ? { ephemeral: true } : {}),
    live: false,
  };
}

/** Anyone who presses it gets the links alone, with their own rights. */
function documentsButton({ locale }: View, resource: string): Action {
  return { command: "documents", input: { resource }, label: say(DOCUMENTS, locale), beside: true };
}
