import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  DIGEST_WORDS,
  type DigestFigures,
  digestFields,
  digestFigures,
} from "@tidings/shared/reports/digest.ts";
import type { Answer } from "../../ground/answer.ts";
import { chartPicture } from "../../pictures/chart.ts";
import { hinted } from "../../registry/hints.ts";
import type { View } from "../view.ts";

/** A digest (BOT-4): the figures of a day, week or month beside those of the one before. */

const SAYS = {
  day: w("日报 {from}", "Daily digest {from}"),
  span: w("{from} 至 {to} 汇总", "Digest, {from} to {to}"),
  waits: w(
    "{waits} 项待审批，其中 {slow} 项已超过一天：`reviews`",
    "{waits} pending {waits:review|reviews}, {slow} for more than a day: `reviews`",
  ),
  paused: w(
    "{paused} 个发送任务已暂停：`sends --state paused`",
    "{paused} paused {paused:send|sends}: `sends --state paused`",
  ),
  sick: w("{sick} 个通道异常：`channels`", "{sick} failing {sick:channel|channels}: `channels`"),
} as const satisfies Record<string, Words>;

/** A digest as `private.digest_figures` has it. @throws ZodError where it is none */
export async function digestAnswer(view: View, details: unknown): Promise<Answer> {
  const { locale } = view;
  const read = digestFigures.parse(details);
  const { before } = read;
  const told = (words: Words) => hinted(words, view, read);
  const title = told(read.from === read.to ? SAYS.day : SAYS.span);
  const todo = [
    ...(read.waits > 0 ? [told(SAYS.waits)] : []),
    ...(read.paused > 0 ? [told(SAYS.paused)] : []),
    ...(read.sick > 0 ? [told(SAYS.sick)] : []),
  ];
  const quiet =
    read.submitted + before.submitted === 0 && read.days.every((day) => day.delivered + day.failed === 0);
  const picture = quiet ? undefined : await chart(view, title, read.days);
  return {
    tone: "plain",
    title,
    ...(read.submitted === 0 ? { text: [say(DIGEST_WORDS.nothing, locale), ...todo].join("\n") } : {}),
    ...(read.submitted > 0 && todo.length > 0 ? { text: todo.join("\n") } : {}),
    fields: digestFields(read, locale),
    ...(picture ? { picture } : {}),
  };
}

function chart({ locale }: View, title: string, days: DigestFigures["days"]) {
  const series = (name: "delivered" | "failed" | "opened", colour: string, stack?: string) => ({
    name: say(DIGEST_WORDS[name], locale),
    values: days.map((day) => day[name]),
    colour,
    ...(stack ? { stack } : {}),
  });
  return chartPicture(
    {
      title,
      of: "days",
      categories: days.map(({ day }) => day),
      series: [
        series("delivered", FIGURE_COLORS.good, "sent"),
        series("failed", FIGURE_COLORS.bad, "sent"),
        series("opened", FIGURE_COLORS.seen),
      ],
    },
    "digest",
  );
}
