import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { resourceAnswers } from "../../engine/resource.ts";
import { SEE_ANY } from "../../engine/rights.ts";
import { viewOf } from "../../engine/view.ts";
import { waitingReviews, waitingTable } from "../../engine/waiting.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w("没有待审核的内容。", "No pending reviews."),
  title: w("待审核 {count} 项", "Pending reviews: {count}"),
  how: w(
    "先用 `show <名称>` 查看，再用 `approve <名称>` 或 `reject <名称> <原因>` 审批",
    "First view the item with `show <name>`, then decide with `approve <name>` or `reject <name> <reason>`",
  ),
  press: w("请先查看卡片，再用卡片上的按钮审批。", "Read the card, then decide with its buttons."),
  some: w(
    "以下是等待最久的 {shown} 项，共 {count} 项；其余请用 `show <编号>` 查看。",
    "Below are the {shown} of {count} items that have waited longest. For the rest, use `show <number>`.",
  ),
  listed: w("表中为前 {listed} 项，共 {count} 项。", "The table lists the first {listed} of {count}."),
} as const satisfies Record<string, Words>;

/** Cards in one answer, so that a chat channel is not flooded. */
const MOST_CARDS = 5;

export const reviews = defineCommand({
  name: "reviews",
  feature: "reviews",
  words: {
    title: w("待审核", "Reviews"),
    description: w("列出等待审核的全部内容", "Lists everything that is pending review"),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: SEE_ANY,
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const { rows, count } = await waitingReviews(context);
    if (rows.length === 0) return { tone: "good", text: say(SAYS.none, locale) };
    const view = viewOf(context);
    // In a terminal a single one is printed whole: nothing else can be meant.
    const shown = view.shared || rows.length === 1 ? rows.slice(0, MOST_CARDS) : [];
    const places = { count, shown: shown.length, listed: rows.length };
    const told = [
      ...(rows.length < count ? [SAYS.listed] : []),
      ...(shown.length > 0 && shown.length < count ? [SAYS.some] : []),
    ].map((words) => hinted(words, context, places));
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { count }),
      ...(told.length > 0 ? { text: told.join("\n") } : {}),
      note: hinted(view.shared ? SAYS.press : SAYS.how, context),
      table: waitingTable(rows, context),
      more: await resourceAnswers(view, shown),
    };
  },
});
