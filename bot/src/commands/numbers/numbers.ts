import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/locale.ts";
import {
  NUMBER_FILE_STATE_WORDS,
  numberFileName,
  REJECT_REASON_WORDS,
  storedFileName,
} from "@tidings/shared/numbers/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { csvFile } from "../../csv.ts";
import { answerOf } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { count } from "../../figures.ts";
import { type NumberFile, sameAs } from "../../numbers/import.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { containing } from "../../resources/find.ts";
import { rowsHere, rowsOf } from "../../rows.ts";

const SAYS = {
  title: { zh: "号码文件", en: "Number files" },
  none: { zh: "还没有号码文件。", en: "There is no number file yet." },
  noneNamed: {
    zh: "没有名称含「{name}」的号码文件。",
    en: "There is no number file with “{name}” in its name.",
  },
  name: { zh: "名称", en: "Name" },
  state: { zh: "状态", en: "State" },
  lines: { zh: "行数", en: "Lines" },
  accepted: { zh: "有效", en: "Valid" },
  invalid: { zh: "无效", en: "Invalid" },
  duplicates: { zh: "重复", en: "Duplicates" },
  columns: { zh: "列", en: "Columns" },
  phone: { zh: "{column}（号码）", en: "{column} (the numbers)" },
  at: { zh: "时间", en: "When" },
  line: { zh: "行", en: "Line" },
  value: { zh: "内容", en: "Value" },
  reason: { zh: "原因", en: "Reason" },
} as const satisfies Record<string, Words>;

/** Rejected lines in the CSV file; more would not help to correct the file. */
const MOST_REJECTS = 1_000;

interface Reject {
  readonly line: number;
  readonly value: string;
  readonly reason: keyof typeof REJECT_REASON_WORDS;
}
type ListedFile = NumberFile & { readonly created_at: string };

async function details(context: Context, file: ListedFile): Promise<Answer> {
  const { locale } = context;
  const same = await sameAs(context, file);
  const rejects = await answerOf<Reject[]>(
    rowsOf(context.session, "number_rejects", "line, value, reason", { file_id: file.id })
      .order("line")
      .limit(MOST_REJECTS),
  );
  const table = {
    name: `rejects-${file.name.replace(/\.[^.]*$/, "")}`,
    columns: [
      { title: say(SAYS.line, locale), align: "right" as const },
      { title: say(SAYS.value, locale) },
      { title: say(SAYS.reason, locale) },
    ],
    rows: rejects.map((row) => [String(row.line), row.value, say(REJECT_REASON_WORDS[row.reason], locale)]),
  };
  const figures = ["lines", "accepted", "invalid", "duplicates"] as const;
  return {
    tone: file.state === "failed" ? "warn" : "plain",
    title: numberFileName(file.name, locale),
    ...(same === null ? {} : { text: same }),
    fields: [
      { label: say(SAYS.state, locale), value: say(NUMBER_FILE_STATE_WORDS[file.state], locale) },
      ...figures.map((name) => ({ label: say(SAYS[name], locale), value: count(file[name]) })),
      ...(file.columns === null
        ? []
        : [{ label: say(SAYS.columns, locale), value: columnsOf(file, file.columns, locale) }]),
    ],
    ...(rejects.length > 0 ? { table, file: csvFile(table) } : {}),
  };
}

/** All headings, so that nobody has to guess what a template can be filled from; the one of the numbers is pointed out. */
function columnsOf(file: ListedFile, columns: readonly string[], locale: Locale): string {
  const mark = fillPlaces(say(SAYS.phone, locale), { column: file.phone_column });
  const names = columns.map((column) => (column === file.phone_column ? mark : column));
  return names.join(locale === "zh-CN" ? "、" : ", ");
}

export const numbers = defineCommand({
  name: "numbers",
  feature: "numbers",
  words: {
    title: { zh: "号码", en: "Numbers" },
    description: {
      zh: "列出号码文件；写上名称则列出未采用的行和原因",
      en: "Lists the number files; with a name, the lines that were not taken and why",
    },
    options: { file: { zh: "号码文件", en: "Number file" } },
  },
  input: z.object({ file: z.string().trim().max(110).optional() }),
  positional: ["file"],
  permission: "KooMessage:numberFile:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { file }): Promise<Answer> {
    const { locale } = context;
    const query = rowsHere(context, "number_files").order("created_at", { ascending: false }).limit(20);
    const rows = await answerOf<ListedFile[]>(
      file ? query.ilike("name", containing(storedFileName(file))) : query,
    );
    if (!rows[0])
      throw new UserError(fillPlaces(say(file ? SAYS.noneNamed : SAYS.none, locale), { name: file }));
    if (file) return details(context, rows[0]);
    const columns = [
      SAYS.name,
      SAYS.state,
      SAYS.lines,
      SAYS.accepted,
      SAYS.invalid,
      SAYS.duplicates,
      SAYS.at,
    ];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      table: {
        name: "numbers",
        columns: columns.map((words, index) => ({
          title: say(words, locale),
          align: index >= 2 && index <= 5 ? "right" : "left",
        })),
        rows: rows.map((row) => [
          numberFileName(row.name, locale),
          say(NUMBER_FILE_STATE_WORDS[row.state], locale),
          ...[row.lines, row.accepted, row.invalid, row.duplicates].map(count),
          timeText(row.created_at, context.zone),
        ]),
      },
    };
  },
});
