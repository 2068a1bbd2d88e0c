import { NOTICE_WORDS, NOTICES, quietWords } from "@tidings/shared/alerts/notices.ts";
import { fillPlaces, LOCALES, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { z } from "zod";
import { decidableBy } from "../../engine/rights.ts";
import { waitingReviews, waitingTable, waitsForMe } from "../../engine/waiting.ts";
import type { Action, Answer } from "../../ground/answer.ts";
import { type Context, defineCommand, findCommand, isPermitted } from "../../registry/registry.ts";
import { runIn } from "../../registry/run.ts";

const SAYS = {
  waits: w("等您审核：{count}", "Waiting for you: {count}"),
  nothing: w("没有等您审核的内容。", "Nothing is waiting for you."),
  sends: w("我的发送", "My sends"),
  no_sends: w("您还没有提交过发送任务。", "You haven't submitted any sends yet."),
  all: w("全部", "All"),
  show: w("查看：{name}", "Show: {name}"),
  settings: w("我的设置", "My settings"),
  notices: w("私信通知", "Direct messages"),
  quiet: w("免打扰", "Quiet hours"),
  away: w("代审", "Delegate"),
  until: w("{name}，{since} 至 {until}", "{name}, {since} to {until}"),
  language: w("语言", "Language"),
  none: w("无", "none"),
  nobody: w("无", "none"),
  tell_all: w("全部通知", "All notifications"),
  tell_none: w("不通知", "No notifications"),
  back: w("结束代审", "End delegation"),
} as const satisfies Record<string, Words>;

const LANGUAGES = { "zh-CN": "中文", en: "English" } as const;

/** Rows of each part: the rest is one click away. */
const MOST = 5;

/** What waits for oneself, one's sends, the quota, and one's settings: the same figures as `reviews`, `sends`, `quota` and `notices` have. */
export const queue = defineCommand({
  name: "queue",
  feature: "alerts",
  words: {
    title: w("我的待办", "My queue"),
    description: w(
      "等您审核的内容、您的发送、额度和您的设置",
      "Items waiting for you, your sends, quota and settings",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    const parts = await Promise.all([
      waiting(context),
      mySends(context),
      partOf(context, "quota", {}),
      settings(context),
    ]);
    const [first, ...more] = parts.flatMap((part) => part ?? []);
    return { ...(first as Answer), more };
  },
});

async function waiting(context: Context): Promise<Answer | null> {
  const { locale } = context;
  if (context.me.enterprise === null || decidableBy(context).length === 0) return null;
  const { rows } = await waitingReviews(context);
  const mine = waitsForMe(context, rows);
  if (mine.length === 0) return { tone: "good", text: say(SAYS.nothing, locale) };
  const shown = mine.slice(0, MOST);
  return {
    tone: "warn",
    title: fillPlaces(say(SAYS.waits, locale), { count: mine.length }),
    table: waitingTable(shown, context),
    actions: [
      ...shown.map((row): Action => {
        const name = waitingTitle(row, context.locale);
        const label = fillPlaces(say(SAYS.show, locale), { name });
        return { command: "show", input: { resource: row.id }, label, beside: true };
      }),
      ...(mine.length > MOST ? [allOf(context, "reviews", {})] : []),
    ],
  };
}

async function mySends(context: Context): Promise<Answer | null> {
  const { locale, me } = context;
  const mine = { submitted_by_name: me.name ?? "", page: 1 };
  const answer = await partOf(context, "sends", mine);
  if (!answer || answer.refusal) return answer;
  const title = say(SAYS.sends, locale);
  if (!answer.table) return { tone: "plain", title, text: say(SAYS.no_sends, locale) };
  const { table } = answer;
  const rest = table.rows.length > MOST ? [allOf(context, "sends", mine)] : [];
  return { tone: "plain", title, table: { ...table, rows: table.rows.slice(0, MOST) }, actions: rest };
}

function settings({ locale, me, zone }: Context): Answer {
  const told = me.notices ?? NOTICES;
  const words = told.map((notice) => say(NOTICE_WORDS[notice], locale));
  const { delegate } = me;
  const act = (label: Words, command: string, input: Action["input"]): Action => {
    return { command, input, label: say(label, locale), beside: true };
  };
  return {
    tone: "plain",
    title: say(SAYS.settings, locale),
    fields: [
      { label: say(SAYS.notices, locale), value: listText(words, locale) || say(SAYS.none, locale) },
      ...(me.quiet
        ? [{ label: say(SAYS.quiet, locale), value: say(quietWords(me.quiet, zone), locale) }]
        : []),
      {
        label: say(SAYS.away, locale),
        value: delegate ? fillPlaces(say(SAYS.until, locale), { ...delegate }) : say(SAYS.nobody, locale),
      },
      { label: say(SAYS.language, locale), value: LANGUAGES[locale] },
    ],
    actions: [
      ...(told.length < NOTICES.length ? [act(SAYS.tell_all, "notices", { only: "all" })] : []),
      ...(told.length > 0 ? [act(SAYS.tell_none, "notices", { only: "none" })] : []),
      ...(delegate ? [act(SAYS.back, "delegate", { person: "none" })] : []),
      ...LOCALES.filter((each) => each !== locale).map((to) =>
        act({ zh: LANGUAGES[to], en: LANGUAGES[to] }, "language", { to }),
      ),
    ],
  };
}

/** The answer of another command; null where the person may not use it. */
async function partOf(context: Context, name: string, input: Action["input"]): Promise<Answer | null> {
  const command = findCommand(context.commands, name);
  if (!command || context.me.enterprise === null || !isPermitted(command, context.me)) return null;
  return runIn(context, command, input);
}

function allOf({ locale }: Context, command: string, input: Action["input"]): Action {
  return { command, input, label: say(SAYS.all, locale), beside: true };
}
