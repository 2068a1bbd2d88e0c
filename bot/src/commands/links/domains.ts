import { CUSTOM_CODES_WORDS, DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { containing, shortId } from "../../resources/find.ts";
import type { DomainCard } from "../../resources/rows.ts";
import { rowsHere } from "../../rows.ts";
import { daysAgo, timeText } from "../../times.ts";

const SAYS = {
  none: { zh: "没有符合条件的域名。", en: "No domain matches." },
  title: { zh: "短链域名", en: "Short-link domains" },
  name: { zh: "域名", en: "Domain" },
  review: { zh: "审核状态", en: "Review" },
  state: { zh: "域名状态", en: "State" },
  codes: { zh: "自定义短码", en: "Custom codes" },
  note: { zh: "审核说明", en: "Review note" },
  created: { zh: "创建时间", en: "Created" },
  id: { zh: "编号", en: "Id" },
  usual: { zh: "（默认）", en: " (default)" },
} as const satisfies Record<string, Words>;

export const domains = defineCommand({
  name: "domains",
  feature: "links",
  words: {
    title: { zh: "域名", en: "Domains" },
    description: {
      zh: "列出短链域名，可按名称、域名状态、审核状态和创建日期筛选",
      en: "Lists the short-link domains, by name, state, review or day if you like",
    },
    options: {
      name: { zh: "域名名称", en: "Name" },
      state: { zh: "域名状态", en: "State" },
      review: { zh: "审核状态", en: "Review" },
      days: { zh: "最近几天创建", en: "Created in the last days" },
    },
    choices: { ...REVIEW_STATE_WORDS, enabled: DOMAIN_STATE_WORDS.true, disabled: DOMAIN_STATE_WORDS.false },
  },
  input: z.object({
    name: z.string().trim().max(253).optional(),
    state: z.enum(["enabled", "disabled"]).optional(),
    review: z.enum(["in_review", "approved", "rejected"]).optional(),
    days: z.int().min(1).max(3_650).optional(),
  }),
  positional: ["name"],
  permission: "KooMessage:domain:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { name, state, review, days }): Promise<Answer> {
    const { locale } = context;
    let query = rowsHere(context, "domain_cards").order("created_at", { ascending: false }).limit(100);
    if (name !== undefined) query = query.ilike("name", containing(name));
    if (review !== undefined) query = query.eq("state", review);
    if (state !== undefined) query = query.eq("enabled", state === "enabled");
    if (days !== undefined) query = query.gte("created_at", daysAgo(days));
    const rows = await answerOf<DomainCard[]>(query as never);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const columns = [SAYS.name, SAYS.review, SAYS.state, SAYS.codes, SAYS.created, SAYS.id, SAYS.note];
    return {
      tone: "plain",
      title: `${say(SAYS.title, locale)} (${rows.length})`,
      table: {
        name: "domains",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          row.name + (row.is_default ? say(SAYS.usual, locale) : ""),
          say(REVIEW_STATE_WORDS[row.state], locale),
          row.state === "approved" ? say(DOMAIN_STATE_WORDS[`${row.enabled}`], locale) : "—",
          say(CUSTOM_CODES_WORDS[`${row.custom_codes}`], locale),
          timeText(row.created_at, context.zone),
          shortId(row.id),
          row.reason ?? "",
        ]),
      },
    };
  },
});
