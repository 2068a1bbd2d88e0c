import { timeText } from "@tidings/shared/clock.ts";
import { LINK_STATUS_WORDS } from "@tidings/shared/links/words.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { csvFile } from "../../csv.ts";
import { answerOf, verb } from "../../database.ts";
import { Refusal, UserError } from "../../errors.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { namesLike } from "../../resources/find.ts";
import type { LinkCard, ResolveTaskCard } from "../../resources/link_rows.ts";
import { findTask, linkText } from "../../resources/typed_link.ts";
import { rowsOf, rowWithId } from "../../rows.ts";

const SAYS = {
  done: { zh: "{count} 个短链在文件中", en: "{count} {count:link is|links are} in the file" },
  many: {
    zh: "该任务有 {count} 个短链，聊天和终端最多导出 {max} 个；请在控制台的任务页下载。",
    en: "This task has {count} links; here at most {max} can be exported. Its page in the panel downloads them all.",
  },
  none: { zh: "该任务没有短链。", en: "This task has no links." },
  working: { zh: "读取短链", en: "Reading the links" },
  ordinal: { zh: "序号", en: "Number" },
  flag: { zh: "客户标识", en: "Customer flag" },
  address: { zh: "短链", en: "Address" },
  used: { zh: "已解析", en: "Resolved" },
  last: { zh: "最近解析", en: "Last resolved" },
  status: { zh: "状态", en: "Status" },
} as const satisfies Record<string, Words>;

/** Fits into a file on chat platforms, and the database computes so many codes in seconds. */
const MOST = 50_000;
const COLUMNS = "id, ordinal, cust_flag, address, used, used_at, status";
const PAGE = 1_000; // PostgREST's max_rows

export const linkExport = defineCommand({
  name: "link-export",
  feature: "links",
  words: {
    title: { zh: "导出短链", en: "Export links" },
    description: {
      zh: "把解析任务的短链导出为 CSV 文件，只发给您本人；标识中的号码打码，写明原因则为完整标识（终端）",
      en: "The links of a resolve task as a CSV file, for you alone; numbers are masked, but with a reason, in the terminal",
    },
    options: {
      resource: { zh: "解析任务", en: "Resolve task" },
      reason: { zh: "原因（导出完整标识时）", en: "Reason, for whole flags" },
    },
  },
  input: z.object({ resource: linkText(), reason: z.string().trim().min(1).max(500).optional() }),
  positional: ["resource"],
  permission: "KooMessage:resolveTask:list",
  reads: true,
  // A personal link shows one person's values.
  audience: "person",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { resource, reason }): Promise<Answer> {
    const { locale, zone, session } = context;
    const id = await findTask(context, resource);
    const task = await answerOf<Pick<ResolveTaskCard, "name" | "batch_no" | "made"> | null>(
      rowWithId(session, "resolve_task_cards", id, "name, batch_no, made"),
    );
    if (!task) throw new Refusal("not_found", 404, { details: { resource: "resolve_task" } });
    if (task.made > MOST) {
      const places = { count: count(task.made), max: count(MOST) };
      throw new UserError(fillPlaces(say(SAYS.many, locale), places));
    }
    const whole = reason === undefined ? null : await wholeFlags(context, id, reason);
    const rows = await linksOf(context, id, task.made);
    if (rows.length === 0) return { tone: "plain", title: task.name, text: say(SAYS.none, locale) };
    const columns = ["ordinal", "flag", "address", "used", "last", "status"] as const;
    return {
      tone: "plain",
      title: task.name,
      text: fillPlaces(say(SAYS.done, locale), { count: count(rows.length) }),
      file: csvFile({
        name: `links-${task.batch_no}`,
        columns: columns.map((name) => ({ title: say(SAYS[name], locale) })),
        rows: rows.map((row) => [
          String(row.ordinal),
          (whole ? whole.get(row.ordinal) : row.cust_flag) ?? "",
          row.address,
          String(row.used),
          timeText(row.used_at, zone),
          say(LINK_STATUS_WORDS[row.status], locale),
        ]),
      }),
    };
  },
});

/** The whole customer flags of a task by ordinal, slice by slice; each stands in the audit log with the reason. @throws Refusal */
async function wholeFlags(context: Context, task: string, reason: string): Promise<Map<number, string>> {
  const flags = new Map<number, string>();
  for (let after = 0; ; ) {
    const { rows = [] } = await verb<{ rows?: { ordinal: number; cust_flag: string }[] }>(
      context.session,
      "export_recipients",
      { input: { task, after }, reason, request: context.request(`export ${after}`) },
    );
    for (const { ordinal, cust_flag } of rows) flags.set(ordinal, cust_flag);
    const last = rows.at(-1);
    if (last === undefined) return flags;
    after = last.ordinal;
  }
}

/** All links of a task, by keyset pages: each begins after the last id, so none is read twice or skipped. */
async function linksOf(context: Context, task: string, made: number): Promise<LinkCard[]> {
  const rows: LinkCard[] = [];
  const label = say(SAYS.working, context.locale);
  for (;;) {
    const page = await answerOf<LinkCard[]>(
      rowsOf(context.session, "link_cards", COLUMNS, { task_id: task })
        .gt("id", rows.at(-1)?.id ?? 0)
        .order("id")
        .limit(PAGE) as never,
    );
    rows.push(...page);
    if (page.length < PAGE) return rows;
    await context.progress({
      tone: "plain",
      text: `${label}…`,
      progress: { label, done: rows.length, total: made },
    });
  }
}
