import { say, type Words } from "@tidings/shared/locale.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { containing, shortId } from "../../resources/find.ts";
import type { TemplateCard } from "../../resources/rows.ts";
import { rowsHere } from "../../rows.ts";

const SAYS = {
  none: { zh: "没有模板。", en: "There is no template." },
  title: { zh: "模板", en: "Templates" },
  name: { zh: "名称", en: "Name" },
  layout: { zh: "版式", en: "Layout" },
  vendors: { zh: "厂商", en: "Vendors" },
  state: { zh: "状态", en: "State" },
  live: { zh: "线上版本", en: "Live" },
  id: { zh: "编号", en: "Id" },
} as const satisfies Record<string, Words>;

export const templates = defineCommand({
  name: "templates",
  feature: "templates",
  words: {
    title: { zh: "模板", en: "Templates" },
    description: {
      zh: "列出模板，可按名称和状态筛选",
      en: "Lists the templates, by name and state if you like",
    },
    options: { name: { zh: "名称", en: "Name" }, state: { zh: "状态", en: "State" } },
    choices: VERSION_STATE_WORDS,
  },
  input: z.object({
    name: z.string().max(64).optional(),
    state: z.enum(["draft", "in_review", "vendor_review", "approved", "rejected"]).optional(),
  }),
  positional: ["name"],
  permission: "KooMessage:template:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { name, state }): Promise<Answer> {
    const { locale } = context;
    let query = rowsHere(context, "template_cards", "id, name, layout, vendors, state, live_version")
      .order("created_at", { ascending: false })
      .limit(100);
    if (state !== undefined) query = query.eq("state", state);
    if (name !== undefined) query = query.ilike("name", containing(name));
    const rows = await answerOf<TemplateCard[]>(query);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const columns = [SAYS.name, SAYS.state, SAYS.layout, SAYS.vendors, SAYS.live, SAYS.id];
    return {
      tone: "plain",
      title: `${say(SAYS.title, locale)} (${rows.length})`,
      table: {
        name: "templates",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          row.name,
          say(VERSION_STATE_WORDS[row.state], locale),
          say(layoutOf(row.layout)?.words ?? { zh: row.layout, en: row.layout }, locale),
          row.vendors.map((vendor) => say(VENDOR_WORDS[vendor], locale)).join(" "),
          row.live_version === null ? "—" : String(row.live_version),
          shortId(row.id),
        ]),
      },
    };
  },
});
