import { DECLARED } from "@tidings/shared/declared.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import { headOf, type Noun } from "@tidings/shared/nouns.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import type { Answer, Field } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Refusal } from "../errors.ts";
import { shortId } from "../resources/find.ts";
import { historyNote } from "../resources/history.ts";
import type { Transitions } from "../resources/transitions.ts";
import { actionsOf, toneOf, type View } from "../resources/view.ts";
import { rowWithId } from "../rows.ts";
import { valueText } from "./text.ts";

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
  const lead = of.lead?.(row);
  const { state } = of.fields;
  return {
    tone: state?.kind === "choice" ? toneOf(labelOf(state.values, String(row.state))) : "plain",
    title: String(row[of.title]),
    ...(lead ? { text: say(lead, view.locale) } : {}),
    fields: fieldsOf(of, row, view),
    ...(of.reviewed ? { note: await historyNote(view, card, row as never) } : {}),
    actions: actionsOf(view, card, transitions),
    ...(headOf(noun).apart ? { ephemeral: true } : { card }),
    live: false,
  };
}

/** Its state first, what nobody may miss; then the rest in the order of the declaration. */
function fieldsOf(of: Resource, row: Row, view: View): Field[] {
  const columns = Object.entries(of.fields).filter(([, { page }]) => page !== "no" && page !== "page");
  const ordered = [...columns].sort(([a], [b]) => Number(b === "state") - Number(a === "state"));
  const fields = ordered.flatMap(([column, field]): Field[] => {
    const value = valueText(field, row[column], row, view);
    return value === null ? [] : [{ label: say(field.label, view.locale), value }];
  });
  return [...fields, { label: say(ID, view.locale), value: shortId(row.id) }];
}
