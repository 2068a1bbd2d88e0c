import {
  CHANNEL_COLUMNS,
  CHANNELS_SHOWN,
  OUTSIDE_WORDS,
  VENDOR_WAITS,
} from "@tidings/shared/channels/outside.ts";
import { CARRIER_NAMES, CHANNEL_HEALTH_WORDS, type ChannelHealth } from "@tidings/shared/channels/words.ts";
import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { count, percent } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  BEGINNING_STATES,
  BEGINNING_WORDS,
  type Beginning,
  othersText,
  stepOfOthers,
} from "@tidings/shared/people/beginning.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { PAY_AS_YOU_GO_WORDS, QUOTA_KIND_WORDS, RUNS_OUT_WORDS } from "@tidings/shared/quotas/words.ts";
import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import {
  WEEK_FIGURE_NAMES,
  WEEK_FIGURES,
  WEEK_WORDS,
  type WeekLine,
  weekOf,
  weekStart,
} from "@tidings/shared/reports/week.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { rightOf } from "@tidings/shared/resource/nouns.ts";
import { SEND_STATE_WORDS, type SendState } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import { answerOf, countOf, verb } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import { shortId } from "../../engine/find.ts";
import type { WaitingReview } from "../../engine/rows.ts";
import type { Answer, Field, Section } from "../../ground/answer.ts";
import { dayText } from "../../ground/times.ts";
import { chartPicture } from "../../pictures/chart.ts";
import { typedAt } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("总览：{enterprise}", "Overview: {enterprise}"),
  left: w("可用 {available} / {granted}", "{available} of {granted} available"),
  used: w("{words} {count}", "{words}: {count}"),
  day: w("日期", "Date"),
  waiting: w("等待您审核（{count}）", "Waiting for you ({count})"),
  others: w("等待他人审核（{count}）", "Waiting for others ({count})"),
  running: w("进行中的任务", "Running sends"),
  guide: w("流程指引（已完成 {done} / {of}）", "Getting started ({done} of {of} done)"),
  calm: w("没有等待审核的内容，也没有进行中的任务。", "No pending reviews and no running sends."),
} as const satisfies Record<string, Words>;

/** So many of each list are told; `reviews` and `send list` have all. */
const MOST = 5;
/** What its picture and its table are called. */
const FILE = "overview";
type Week = ReturnType<typeof weekOf>;
const RUNNING: readonly SendState[] = ["expanding", "ready", "sending", "trial_hold", "paused"];

interface Balance {
  readonly kind: keyof typeof QUOTA_KIND_WORDS;
  readonly granted: number;
  readonly available: number;
  readonly payg_used: number;
  /** `YYYY-MM-DD`; null where nothing was used, or no package is there. */
  readonly runs_out_on: string | null;
}
interface Channel {
  readonly name: string;
  readonly number: string | null;
  readonly health: ChannelHealth;
}
interface Running {
  readonly name: string;
  readonly batch_no: string;
  readonly state: SendState;
  readonly accepted: number | null;
  readonly pending: number;
  readonly handed: number;
}

/** OVW-1 in chat: today's figures and those of the week, the packages, what waits, what runs, and how far a new enterprise is. */
export const overview = defineCommand({
  name: "overview",
  feature: "reports",
  words: {
    title: w("总览", "Overview"),
    description: w(
      "今日和近 7 天的发送量、解析量，以及额度、待审核事项、进行中的任务和流程指引",
      "Figures for today and the last 7 days, quota, reviews, running sends, first steps",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    const { locale, me, session } = context;
    // Rows that the person may not see are left out by row-level security. First what refuses where the person works in no enterprise.
    const begun = await verb<Beginning>(session, "beginning");
    const today = dayText(context.at, context.zone);
    const [days, balances, waiting, running, channels, vendors] = await Promise.all([
      answerOf<WeekLine[]>(rowsHere(context, "report_days").gte("day", weekStart(today))),
      answerOf<Balance[]>(rowsHere(context, "quota_balances").order("kind")),
      answerOf<WaitingReview[]>(rowsHere(context, "waiting_reviews").order("submitted_at").limit(100)),
      answerOf<Running[]>(
        rowsHere(context, "send_cards", "name, batch_no, state, accepted, pending, handed")
          .in("state", [...RUNNING])
          .order("created_at", { ascending: false })
          .limit(MOST),
      ),
      answerOf<Channel[]>(
        rowsHere(context, "channel_cards", CHANNEL_COLUMNS).order("name").limit(CHANNELS_SHOWN),
      ),
      vendorsPending(context),
    ]);
    const week = weekOf(today, days);
    const sections = [
      ...waitingSections(context, waiting),
      ...runningSection(context, running),
      ...outsideSection(context, channels, vendors),
      ...(begun.sent ? [] : guideSections(context, begun)),
    ].map((section) => typedSection(context, section));
    const others = begun.sent ? undefined : stepOfOthers(begun);
    const told = [
      ...(waiting.length + running.length === 0 ? [say(SAYS.calm, locale)] : []),
      ...(others ? [othersText(others, locale)] : []),
    ];
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { enterprise: me.enterprise?.name ?? "—" }),
      fields: [...figures(context, week), ...balances.map((row) => balanceField(context, row))],
      ...(told.length > 0 ? { text: told.join("\n") } : {}),
      ...(days.length > 0 ? { ...(await trend(context, week)), note: say(WEEK_WORDS.note, locale) } : {}),
      ...(sections.length > 0 ? { sections } : {}),
    };
  },
});

/** Its commands as they are typed here. */
const typedSection = ({ source, commands }: Context, { title, lines }: Section): Section => ({
  title,
  lines: lines.map(([line, told]) => [typedAt(source, commands, line), told]),
});

/** Today's figures; beside the delivered ones their share of what was handed over. */
function figures({ locale }: Context, { today, handed }: Week): Field[] {
  const rate = handed > 0 ? ` (${percent(today("delivered"), handed)})` : "";
  return WEEK_FIGURE_NAMES.map((name) => ({
    label: fillPlaces(say(WEEK_WORDS.today, locale), { figure: say(WEEK_FIGURES[name].label, locale) }),
    value: `${count(today(name))}${name === "delivered" ? rate : ""}`,
  }));
}

/** The days of the week as a table and as a picture. */
async function trend(
  { locale }: Context,
  { days, of, drawn }: Week,
): Promise<Pick<Answer, "table" | "picture">> {
  const heads = WEEK_FIGURE_NAMES.map((name) => say(WEEK_FIGURES[name].label, locale));
  const figures = WEEK_FIGURE_NAMES.map(of);
  const picture = await chartPicture(
    {
      title: say(WEEK_WORDS.title, locale),
      of: "days",
      categories: days,
      series: drawn.map(({ label, tone, line, values }) => ({
        name: say(label, locale),
        values,
        colour: FIGURE_COLORS[tone],
        ...(line ? {} : { stack: "all" }),
      })),
    },
    FILE,
  );
  return {
    table: {
      name: FILE,
      columns: [
        { title: say(SAYS.day, locale) },
        ...heads.map((title) => ({ title, align: "right" as const })),
      ],
      rows: days.map((day, at) => [day, ...figures.map((values) => count(values[at]))]),
    },
    ...(picture ? { picture } : {}),
  };
}

function balanceField({ locale }: Context, row: Balance): Field {
  const places = { available: count(Math.max(0, row.available)), granted: count(row.granted) };
  const left = fillPlaces(say(SAYS.left, locale), places);
  const used = fillPlaces(say(SAYS.used, locale), {
    words: say(PAY_AS_YOU_GO_WORDS, locale),
    count: count(row.payg_used),
  });
  const until =
    row.runs_out_on === null ? null : fillPlaces(say(RUNS_OUT_WORDS, locale), { day: row.runs_out_on });
  return {
    label: say(QUOTA_KIND_WORDS[row.kind], locale),
    value: [left, row.payg_used > 0 ? used : null, until].filter((part) => part !== null).join(" · "),
  };
}

/** What the person may decide first, then what others have to. */
function waitingSections({ locale, me }: Context, rows: readonly WaitingReview[]): Section[] {
  const decides = (row: WaitingReview) =>
    !row.mine && me.permissions.includes(rightOf(row.resource, "review") ?? "");
  const parts = [
    [SAYS.waiting, rows.filter(decides)],
    [SAYS.others, rows.filter((row) => !decides(row))],
  ] as const;
  return parts
    .filter(([, some]) => some.length > 0)
    .map(([words, some]) => ({
      title: fillPlaces(say(words, locale), { count: some.length }),
      lines: some
        .slice(0, MOST)
        .map((row) => [
          `show ${row.number ?? shortId(row.id)}`,
          `${say(resourceName(row.resource), locale)} · ${waitingTitle(row, locale)} · ${row.submitted_by_name ?? "—"}`,
        ]),
    }));
}

function runningSection({ locale }: Context, rows: readonly Running[]): Section[] {
  if (rows.length === 0) return [];
  const done = ({ accepted, pending, handed }: Running) =>
    percent((accepted ?? 0) - pending - handed, accepted ?? 0);
  return [
    {
      title: say(SAYS.running, locale),
      lines: rows.map((row) => [
        `status ${row.batch_no}`,
        `${row.name} · ${say(SEND_STATE_WORDS[row.state], locale)} · ${done(row)}`,
      ]),
    },
  ];
}

/** How many decisions vendors have to make; null for who may not list templates. */
async function vendorsPending(context: Context): Promise<number | null> {
  if (!context.me.permissions.includes(rightOf("template", "list") ?? "")) return null;
  const { field, value } = VENDOR_WAITS;
  const reviews = rowsHere(context, "vendor_reviews", "id", { count: "exact", head: true });
  return countOf(reviews.eq(field, value));
}

/** Each channel with its health, and what the vendors have still to decide. */
function outsideSection(
  { locale }: Context,
  channels: readonly Channel[],
  vendors: number | null,
): Section[] {
  if (channels.length === 0) return [];
  const lines = channels.map(({ name, number, health }): [string, string] => [
    `channel show ${knownText(CARRIER_NAMES, name, locale)}`,
    [number, say(CHANNEL_HEALTH_WORDS[health], locale)].filter(Boolean).join(" · "),
  ]);
  const { pending, done } = OUTSIDE_WORDS;
  const told = vendors === 0 ? done : pending;
  return [
    {
      title: say(OUTSIDE_WORDS.title, locale),
      lines:
        vendors === null
          ? lines
          : [...lines, ["template list", fillPlaces(say(told, locale), { count: vendors })]],
    },
  ];
}

/** The steps to the first message that this person may do, each with what is typed for it; nothing where there is none. */
function guideSections({ locale }: Context, { steps }: Beginning): Section[] {
  const done = steps.filter(({ state }) => state === "done").length;
  const mine = steps.filter(({ needs, may }) => may && needs !== null);
  if (mine.length === 0) return [];
  return [
    {
      title: fillPlaces(say(SAYS.guide, locale), { done, of: steps.length }),
      lines: mine.map(({ step, state }) => [
        BEGINNING_WORDS[step].command,
        `${say(BEGINNING_WORDS[step].title, locale)} · ${say(BEGINNING_STATES[state], locale)}`,
      ]),
    },
  ];
}
