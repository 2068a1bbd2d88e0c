import { toldRow, wholeSchema } from "@tidings/shared/catalogue/answers.ts";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { answerOf } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import type { View } from "./view.ts";

/** What a program is answered (`--json`): the same as by the route of the API, of the same schema. */

type Asker = Pick<View, "session"> & { readonly program?: boolean };

/** A row, where a program asks. */
export const rowData = (
  { program }: Pick<Asker, "program">,
  { resource }: Pick<CardOf, "resource">,
  row: Row,
): Pick<Answer, "data"> => (program ? { data: toldRow(wholeSchema(DECLARED[resource]), row) } : {});

/** The row as it is now, with what is told of it this once; its id alone where it is gone. Nothing where no program asks. */
export async function dataNow(
  asker: Asker,
  { resource, id }: CardOf,
  once: Readonly<Record<string, unknown>> = {},
): Promise<Pick<Answer, "data">> {
  if (!asker.program) return {};
  const row = await answerOf<Row | null>(rowWithId(asker.session, DECLARED[resource].view, id) as never);
  const { data = { id } } = row === null ? {} : rowData(asker, { resource }, row);
  return { data: { ...data, ...once } };
}
