import { timeText } from "@tidings/shared/clock.ts";
import {
  LINK_STATUS_WORDS,
  RESOLVE_TASK_KIND_WORDS,
  RESOLVE_TASK_STATE_WORDS,
} from "@tidings/shared/links/words.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Action, Answer, Table } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { containing, namesLike, shortId } from "../../resources/find.ts";
import type { ResolveTaskCard } from "../../resources/link_rows.ts";
import { rowsHere } from "../../rows.ts";
import { daysAgo } from "../../times.ts";

const SAYS = {
  none: { zh: "没有符合条件的解析任务。", en: "No resolve task matches." },
  title: { zh: "解析任务（第 {page} 页）", en: "Resolve tasks, page {page}" },
  name: { zh: "任务名称", en: "Task" },
  kind: { zh: "解析方式", en: "Kind" },
  status: { zh: "状态", en: "Status" },
  state: { zh: "生成状态", en: "Generation" },
  template: { zh: "模板", en: "Template" },
  resolved: { zh: "已解析", en: "Resolved" },
  allowance: { zh: "可解析", en: "Allowed" },
  expires: { zh: "有效期至", en: "Good until" },
  batch: { zh: "批次号", en: "Batch" },
  created: { zh: "创建时间", en: "Created" },
  id: { zh: "编号", en: "Id" },
  before: { zh: "上一页", en: "Page before" },
  next: { zh: "下一页", en: "Next page" },
} as const satisfies Record<string, Words>;

const PAGE = 20;

const input = z.object({
  name: z.string().trim().max(64).optional(),
  kind: z.enum(["group", "personal"]).optional(),
  status: z.enum(["live", "used_up", "expired", "frozen", "generating", "failed", "cancelled"]).optional(),
  state: z.enum(["generating", "partial", "done", "failed", "cancelled"]).optional(),
  template: z.string().trim().max(64).optional(),
  batch: z.string().trim().max(20).optional(),
  days: z.int().min(1).max(3_650).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
type Input = z.infer<typeof input>;

export const links = defineCommand({
  name: "links",
  feature: "links",
  words: {
    title: { zh: "解析任务", en: "Resolve tasks" },
    description: {
      zh: "列出解析任务，可按名称、方式、状态、生成状态、模板、批次号和创建日期筛选，每页 20 个",
      en: "Lists the resolve tasks, 20 a page, with filters",
    },
    options: {
      name: SAYS.name,
      kind: SAYS.kind,
      status: SAYS.status,
      state: SAYS.state,
      template: SAYS.template,
      batch: SAYS.batch,
      days: { zh: "最近几天创建", en: "Created in the last days" },
      page: { zh: "页码", en: "Page" },
    },
    choices: { ...RESOLVE_TASK_STATE_WORDS, ...RESOLVE_TASK_KIND_WORDS, ...LINK_STATUS_WORDS },
  },
  input,
  positional: ["name"],
  permission: "KooMessage:resolveTask:list",
  reads: true,
  audience: "chat_channel",
  suggests: { template: (context, typed) => namesLike(context, typed, ["template"]) },
  async run(context, asked): Promise<Answer> {
    const { locale } = context;
    const found = await rowsOf(context, asked);
    const rows = found.slice(0, PAGE);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { page: asked.page }),
      table: tableOf(context, rows),
      actions: [
        ...(asked.page > 1 ? [turn(context, SAYS.before, asked, -1)] : []),
        ...(found.length > PAGE ? [turn(context, SAYS.next, asked, 1)] : []),
      ],
    };
  },
});

/** A page and one more row, which shows whether there is another page. */
function rowsOf(context: Context, asked: Input): Promise<ResolveTaskCard[]> {
  const { name, kind, status, state, template, batch, days, page } = asked;
  const from = (page - 1) * PAGE;
  let query = rowsHere(context, "resolve_task_cards")
    .order("submitted_at", { ascending: false })
    .order("id")
    .range(from, from + PAGE);
  if (name !== undefined) query = query.ilike("name", containing(name));
  if (template !== undefined) query = query.ilike("template_name", containing(template));
  if (kind !== undefined) query = query.eq("kind", kind);
  if (status !== undefined) query = query.eq("status", status);
  if (state !== undefined) query = query.eq("state", state);
  if (batch !== undefined) query = query.eq("batch_no", batch);
  if (days !== undefined) query = query.gte("submitted_at", daysAgo(days));
  return answerOf<ResolveTaskCard[]>(query as never);
}

function tableOf(context: Context, rows: readonly ResolveTaskCard[]): Table {
  const { locale, zone } = context;
  const columns = [
    "name",
    "kind",
    "status",
    "resolved",
    "allowance",
    "template",
    "expires",
    "batch",
    "created",
    "id",
  ] as const;
  return {
    name: "links",
    columns: columns.map((name) => ({
      title: say(SAYS[name], locale),
      align: name === "resolved" || name === "allowance" ? "right" : "left",
    })),
    rows: rows.map((row) => [
      row.name,
      say(RESOLVE_TASK_KIND_WORDS[row.kind], locale),
      say(row.state === "partial" ? RESOLVE_TASK_STATE_WORDS.partial : LINK_STATUS_WORDS[row.status], locale),
      count(row.resolved),
      count(row.allowance),
      row.template_name,
      timeText(row.expires_at, zone),
      row.batch_no,
      timeText(row.submitted_at, zone),
      shortId(row.id),
    ]),
  };
}

function turn(context: Context, words: Words, asked: Input, by: 1 | -1): Action {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return {
    command: "links",
    input: { ...Object.fromEntries(given), page: asked.page + by },
    label: say(words, context.locale),
  };
}
