import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { type Reader, titleText, valueText } from "@tidings/shared/resource/text.ts";
import type { Answer, Field } from "../ground/answer.ts";
import { shortId } from "./find.ts";
import { toneOf } from "./view.ts";

/** What every card has of its row: its name, where it is, and its fields. */

const ID: Words = w("编号", "ID");

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

/** Its state first, then the rest in the order of the declaration, without what says nothing of this row. */
export function fieldsOf(
  of: Resource,
  given: object & { readonly id: string | number },
  view: Reader,
): Field[] {
  const row: Row = { ...given };
  const columns = Object.entries(of.fields).filter(([, { page }]) => page !== "no" && page !== "page");
  const ordered = [...columns].sort(([a], [b]) => Number(b === "state") - Number(a === "state"));
  const fields = ordered.flatMap(([column, field]): Field[] => {
    const value = valueText(field, row[column], row, view);
    return value === null ? [] : [{ label: say(field.label, view.locale), value }];
  });
  return of.single ? fields : [...fields, { label: say(ID, view.locale), value: shortId(String(row.id)) }];
}
