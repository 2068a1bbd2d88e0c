import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { REJECT_REASON_WORDS } from "@tidings/shared/numbers/words.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { answerOf } from "../../data/database.ts";
import { rowsOf } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { csvFile } from "../../ground/csv.ts";
import { sameAs } from "../../numbers/import.ts";
import type { View } from "../view.ts";

/** Rejected lines in the file; more would not help to correct the list. */
const MOST_REJECTS = 1_000;

const COLUMNS: readonly Words[] = [w("行号", "Line"), w("内容", "Value"), w("原因", "Reason")];

interface Reject {
  readonly line: number;
  readonly value: string;
  readonly reason: keyof typeof REJECT_REASON_WORDS;
}

/** Of a number file: the lines that were not taken and why, and an earlier file with the same contents. */
export async function rejectsOf(view: View, file: Row): Promise<Partial<Answer>> {
  const same = await sameAs(view, file as never);
  const rejects = await answerOf<Reject[]>(
    rowsOf(view.session, "number_rejects", "line, value, reason", { file_id: String(file.id) })
      .order("line")
      .limit(MOST_REJECTS),
  );
  const table = {
    name: `rejects-${String(file.name).replace(/\.[^.]*$/, "")}`,
    columns: COLUMNS.map((title, index) => ({
      title: say(title, view.locale),
      ...(index === 0 ? { align: "right" as const } : {}),
    })),
    rows: rejects.map((row) => [
      String(row.line),
      row.value,
      say(REJECT_REASON_WORDS[row.reason], view.locale),
    ]),
  };
  return {
    ...(same === null ? {} : { text: same }),
    ...(rejects.length > 0 ? { table, file: csvFile(table) } : {}),
  };
}
