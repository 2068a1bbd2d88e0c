import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { say, type Words } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { evidenceOf } from "@tidings/shared/resource/evidence_of.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { type Reader, titleText, valueText } from "@tidings/shared/resource/text.ts";
import { answerOf } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { Action, Answer, Field } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { shortId } from "./find.ts";
import { commandHead, DECISIONS } from "./head.ts";
import { historyNote } from "./history.ts";
import { MORE } from "./more.ts";
import type { Transitions } from "./transitions.ts";
import { actionsOf, toneOf, type View } from "./view.ts";

const DOCUMENTS: Words = { zh: "文件", en: "Documents" };
const ID: Words = { zh: "编号", en: "Id" };

/** The card of a declared row: where it stands, what is known of it, who decided, and the buttons. */
export async function declaredAnswer(
  noun: Noun,
  view: View,
  id: string,
  transitions: Transitions,
): Promise<Answer> {
  const of = DECLARED[noun];
  const card = { resource: noun, id } as const;
  const row = await answerOf<Row | null>(rowWithId(view.session, of.view, id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: noun } });
  const more = await MORE[noun]?.(view, row);
  const { text: told, ...head } = headOfRow(of, row, view);
  const text = [told, more?.text].filter(Boolean).join("\n");
  return {
    ...head,
    ...more,
    ...(text === "" ? {} : { text }),
    fields: declaredFields(of, row, view),
    ...(of.reviewed ? { note: await historyNote(view, card, row as never) } : {}),
    actions: [
      ...actionsOf(view, card, transitions).map((action) =>
        DECISIONS.has(action.command) ? action : { ...action, beside: true as const },
      ),
      ...(of.reviewed && evidenceOf(of, row).length > 0 ? [documentsButton(view, id)] : []),
    ],
    ...(of.reviewed ? { card } : {}),
    ...(commandHead(noun, "show").audience === "person" ? { ephemeral: true } : {}),
    live: false,
  };
}

/** What a row is called and where it stands, with the sentence that tells what happens to it. */
export function headOfRow(of: Resource, row: Row, view: Reader): Pick<Answer, "tone" | "title" | "text"> {
  const told = [of.lead?.(row), of.story?.(row)].flatMap((words) => (words ? [say(words, view.locale)] : []));
  const { state } = of.fields;
  return {
    tone: state?.kind === "choice" ? toneOf(labelOf(state.values, String(row.state))) : "plain",
    title: titleText(of, row, view),
    text: told.join("\n"),
  };
}

/** Whoever presses it gets the links alone, with their own rights. */
function documentsButton({ locale }: View, resource: string): Action {
  return { command: "documents", input: { resource }, label: say(DOCUMENTS, locale), beside: true };
}

/** Its state first, what nobody may miss; then the rest in the order of the declaration. Without what says nothing of this row. */
export function declaredFields(
  of: Resource,
  row: object & { readonly id: string | number },
  view: Reader,
): Field[] {
  return fieldsOf(of, { ...row }, view);
}

export function fieldsOf(of: Resource, row: Row, view: Reader): Field[] {
  const columns = Object.entries(of.fields).filter(([, { page }]) => page !== "no" && page !== "page");
  const ordered = [...columns].sort(([a], [b]) => Number(b === "state") - Number(a === "state"));
  const fields = ordered.flatMap(([column, field]): Field[] => {
    const value = valueText(field, row[column], row, view);
    return value === null ? [] : [{ label: say(field.label, view.locale), value }];
  });
  return of.single ? fields : [...fields, { label: say(ID, view.locale), value: shortId(String(row.id)) }];
}
