import { say, type Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { containing, shortId } from "../../resources/find.ts";
import { dueText } from "../../resources/jump_batch.ts";
import type { JumpCard } from "../../resources/rows.ts";
import { rowsHere } from "../../rows.ts";
import { daysAgo, timeText } from "../../times.ts";

const SAYS = {
  none: { zh: "没有符合条件的自定义跳转链接。", en: "No jump links match." },
  title: { zh: "自定义跳转链接", en: "Custom jump links" },
  name: { zh: "任务名称", en: "Task" },
  batch: { zh: "申请批次号", en: "Batch" },
  links: { zh: "链接数量", en: "Links" },
  review: { zh: "审核状态", en: "Review" },
  due: { zh: "预计完成", en: "Due" },
  created: { zh: "创建时间", en: "Created" },
  id: { zh: "编号", en: "Id" },
  note: { zh: "审核说明", en: "Review note" },
} as const satisfies Record<string, Words>;

/** Batches that have a link containing `url`, among the newest thousand such links. */
async function batchesWith(context: Context, url: string): Promise<string[]> {
  const rows = await answerOf<{ batch_id: string }[]>(
    rowsHere(context, "jump_link_cards", "batch_id")
      .ilike("url", containing(url))
      .order("created_at", { ascending: false })
      .limit(1_000),
  );
  return [...new Set(rows.map((row) => row.batch_id))].slice(0, 100);
}

export const jumps = defineCommand({
  name: "jumps",
  feature: "links",
  words: {
    title: { zh: "跳转链接", en: "Jump links" },
    description: {
      zh: "列出自定义跳转链接的申请和预计审核完成时间，可按任务、批次号、状态、创建日期和链接筛选",
      en: "Lists the batches of jump links and until when each is reviewed, with filters",
    },
    options: {
      name: { zh: "任务名称", en: "Task" },
      batch: { zh: "申请批次号", en: "Batch" },
      review: { zh: "审核状态", en: "Review" },
      days: { zh: "最近几天创建", en: "Created in the last days" },
      link: { zh: "链接", en: "Link" },
    },
    choices: REVIEW_STATE_WORDS,
  },
  input: z.object({
    name: z.string().trim().max(64).optional(),
    batch: z.string().trim().max(20).optional(),
    review: z.enum(["in_review", "approved", "rejected"]).optional(),
    days: z.int().min(1).max(3_650).optional(),
    link: z.string().trim().max(256).optional(),
  }),
  positional: ["name"],
  permission: "KooMessage:jump:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { name, batch, review, days, link }): Promise<Answer> {
    const { locale } = context;
    let query = rowsHere(context, "jump_cards").order("created_at", { ascending: false }).limit(100);
    if (name !== undefined) query = query.ilike("name", containing(name));
    if (batch !== undefined) query = query.eq("batch_no", batch);
    if (review !== undefined) query = query.eq("state", review);
    if (days !== undefined) query = query.gte("created_at", daysAgo(days));
    if (link !== undefined) query = query.in("id", await batchesWith(context, link));
    const rows = await answerOf<JumpCard[]>(query as never);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const columns = ["name", "batch", "links", "review", "due", "created", "id", "note"] as const;
    return {
      tone: "plain",
      title: `${say(SAYS.title, locale)} (${rows.length})`,
      table: {
        name: "jumps",
        columns: columns.map((column) => ({
          title: say(SAYS[column], locale),
          align: column === "links" ? "right" : "left",
        })),
        rows: rows.map((row) => [
          row.name,
          row.batch_no,
          count(row.links),
          say(REVIEW_STATE_WORDS[row.state], locale),
          row.state === "in_review" ? dueText(row, locale) : "—",
          timeText(row.created_at, context.zone),
          shortId(row.id),
          row.reason ?? "",
        ]),
      },
    };
  },
});
