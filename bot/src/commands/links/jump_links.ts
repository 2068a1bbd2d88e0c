import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { jumpBatch } from "@tidings/shared/links/jump_batch.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/resource/review_words.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w("没有符合条件的链接。", "No matching links."),
  url: w("链接", "Link"),
} as const satisfies Record<string, Words>;

const MOST = 100;

interface JumpLink {
  readonly url: string;
  readonly name: string;
  readonly batch_no: string;
  readonly state: keyof typeof REVIEW_STATE_WORDS;
}

/** Which addresses are approved, and in which batch. */
export const jumpLinks = defineCommand({
  name: "jump links",
  feature: "links",
  words: {
    title: w("查找跳转链接", "Find target links"),
    description: w(
      "按链接的一部分查找自定义跳转链接及其审核状态",
      "Finds custom target links by part of the address, with their review state",
    ),
    options: { url: SAYS.url },
  },
  input: z.object({ url: z.string().trim().max(256).optional() }),
  positional: ["url"],
  permission: "KooMessage:jump:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { url }): Promise<Answer> {
    const { locale } = context;
    const all = rowsHere(context, "jump_link_cards", "url, name, batch_no, state");
    const query = url === undefined ? all : all.ilike("url", containing(url));
    const rows = await answerOf<JumpLink[]>(query.order("created_at", { ascending: false }).limit(MOST));
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const { state, name, batch_no } = jumpBatch.fields;
    const labels = [SAYS.url, state?.label, name?.label, batch_no?.label];
    return {
      tone: "plain",
      title: `${say(SAYS.url, locale)} (${rows.length})`,
      table: {
        name: "jump-links",
        columns: labels.map((label) => ({ title: label ? say(label, locale) : "" })),
        rows: rows.map((row) => [
          row.url,
          say(REVIEW_STATE_WORDS[row.state], locale),
          row.name,
          row.batch_no,
        ]),
      },
    };
  },
});
