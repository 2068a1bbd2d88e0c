import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { readDay, readTime } from "@tidings/shared/ground/said_times.ts";
import { optedOutWords } from "@tidings/shared/optouts/counts.ts";
import { readRhythm, rhythmChoices } from "@tidings/shared/sends/said_rhythm.ts";
import { TRIAL_SIZES } from "@tidings/shared/sends/trial.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findOne, namesLike, shortId } from "../../engine/find.ts";
import { rhythmUnderstood, timeChoices, timeUnderstood } from "../../engine/understood.ts";
import { atOption, UserError } from "../../ground/errors.ts";
import { importFile, type NumberFile, renamed, sameAs } from "../../numbers/import.ts";
import { phonesOf } from "../../numbers/typed.ts";
import { typedParams } from "../../numbers/typed_params.ts";
import { hinted } from "../../registry/hints.ts";
import { nameText } from "../../registry/problems.ts";
import { type Context, file, type InputFile } from "../../registry/registry.ts";
import { type Filling, mustFill } from "./fits.ts";

/** What `send` and `edit` have in common: their options, and how numbers and times are read. */

const SAYS = {
  time: w(
    "无法识别时间「{value}」，请写成「2026-12-01 10:00」「明天10点」「周五 10:00」或「2小时后」。",
    "Can't read the time “{value}”. Try “2026-12-01 10:00”, “tomorrow 10”, “fri 10:00” or “in 2 hours”.",
  ),
  rhythm: w(
    "无法识别循环时间「{value}」，请写成「每天10点」「每周五10点」「每月1日10点」，或 cron 表达式（分 时 日 月 星期）。",
    "Can't read the recurrence “{value}”. Enter, for example, “every day at 10”, “every fri at 10:00”, “monthly on the 1st at 10”, or a cron expression (minute hour day month weekday).",
  ),
  lines: w(
    "号码共 {lines} 行：有效 {accepted}，无效 {invalid}，重复 {duplicates}。",
    "{lines} {lines:line|lines}: {accepted} valid, {invalid} invalid, {duplicates} {duplicates:duplicate|duplicates}.",
  ),
  opted_out: w("不会向其中已退订的号码发送：{by}。", "Opted-out numbers are skipped: {by}."),
  rejects: w("查看未采用的行：`number show {id}`", "See the skipped rows: `number show {id}`"),
} as const satisfies Record<string, Words>;

/** The options of a send beside its template and its SMS template. */
export const SEND_OPTIONS = {
  file: file().optional(),
  numbers: z.string().trim().max(400).optional(),
  params: z.string().trim().max(3000).optional(),
  map: z.string().trim().max(3000).optional(),
  consent: z.string().trim().max(500).optional(),
  consent_file: file(["pdf"]).optional(),
  name: nameText().optional(),
  trial: z.boolean().optional(),
  trial_size: z.int().min(TRIAL_SIZES.min).max(TRIAL_SIZES.max).optional(),
  schedule: z.string().trim().max(40).meta({ said: "time" }).optional(),
  cron: z.string().trim().max(100).optional(),
  until: z.string().trim().max(40).meta({ said: "time" }).optional(),
  validity_days: z.int().min(1).max(7).optional(),
  channel: z.string().trim().min(1).max(100).optional(),
  domain: z.string().trim().min(1).max(253).optional(),
  own: z.string().trim().max(2_900).optional(),
  type: z.enum(["group", "personal"]).optional(),
};

export const OPTION_WORDS = {
  template: w("模板", "Template"),
  sms: w("短消息模板", "SMS template"),
  file: w("号码文件", "Number file"),
  numbers: w("号码", "Numbers"),
  params: w("参数", "Parameters"),
  map: w("列对应关系", "Column mapping"),
  consent: w("同意依据", "Basis of consent"),
  consent_file: w("同意凭证", "Proof of consent"),
  name: w("任务名称", "Send name"),
  trial: w("先试发", "Trial send first"),
  trial_size: w("试发数量", "Trial size"),
  schedule: w("定时发送时间", "Scheduled time"),
  cron: w("循环", "Recurrence"),
  until: w("循环至", "Repeats until"),
  validity_days: w("短链有效天数", "Link validity (days)"),
  channel: w("通道", "Channel"),
  domain: w("短链域名", "Short-link domain"),
  own: w("自定义字段", "Custom fields"),
  type: w("发送类型", "Send type"),
} as const satisfies Record<string, Words>;

/** What these options take: under the fields of a form, and in `help`. */
export const OPTION_HINTS = {
  numbers: w("代替文件，最多 10 个", "Instead of a file, up to 10"),
  params: w("name=李; code=1 | 下一号码…", "name=Li; code=1 | next number…"),
  map: w("文件的列不同名时：name=姓名; code=券码", "Different column names: name=姓名; code=券码"),
  consent: w("营销类必填", "Required for marketing"),
  consent_file: w("pdf", "A pdf"),
  schedule: w(
    "2026-12-01 10:00、明天10点、周五 10:00、2小时后",
    "2026-12-01 10:00, tomorrow 10, fri 10:00, in 2 hours",
  ),
  cron: w(
    "每天10点、每周五10点、每月1日10点，或 cron 表达式",
    "every day at 10, monthly on the 1st at 10, or a cron expression",
  ),
  own: w("标识=值; 标识=值", "key=value; key=value"),
  type: w("仅基础版", "Basic edition only"),
} as const satisfies Record<string, Words>;

/** What few need of a send: behind *More* in a form. */
export const RARE = [
  ...([
    "params",
    "map",
    "consent",
    "consent_file",
    "until",
    "validity_days",
    "channel",
    "domain",
    "own",
    "type",
  ] as const),
] as const;

interface Numbers {
  readonly file?: InputFile | undefined;
  readonly numbers?: string | undefined;
  readonly params?: string | undefined;
}

/** What is suggested for the channel and the domain of a send. */
export const WAYS = {
  channel: (context: Context, typed: string) =>
    namesLike(context, typed, ["channel"], ["active", "paused", "held"]),
  domain: (context: Context, typed: string) => namesLike(context, typed, ["domain"], ["approved"]),
  schedule: async (context: Context, typed: string) => timesLike(context, typed),
  until: async (context: Context, typed: string) => timesLike(context, typed),
  cron: async ({ locale }: Context, typed: string) => rhythmChoices(typed, locale),
};

const timesLike = (context: Context, typed: string) =>
  timeChoices(context, typed, (text) => readTime(text, context.zone, context.at));

/** The ids of the channel and the domain that are named, for the input of a send. */
export async function wayOf(
  context: Context,
  { channel, domain }: { readonly channel?: string | undefined; readonly domain?: string | undefined },
): Promise<{ channel_id?: string; domain_id?: string }> {
  const found = (option: "channel" | "domain", name: string | undefined) =>
    name === undefined ? null : atOption(option, () => findOne(context, name, [option]));
  const [through, links] = [await found("channel", channel), await found("domain", domain)];
  return {
    ...(through ? { channel_id: through.id } : {}),
    ...(links ? { domain_id: links.id } : {}),
  };
}

/** The file that is uploaded and imported, or that typed numbers make; null when neither is given. */
export async function numbersOf(
  context: Context,
  { file, numbers, params: typed }: Numbers,
  filling: Filling,
  purpose: "aim" | "basic",
): Promise<NumberFile | null> {
  if (file) {
    const mustHave = mustFill(context, file.name, filling, purpose);
    return atOption("file", () => importFile(context, file, purpose, mustHave));
  }
  if (numbers === undefined) return null;
  const phones = await atOption("numbers", () => phonesOf(context, numbers));
  const params = await atOption("params", () =>
    typed === undefined ? null : typedParams(typed, phones.length, context.locale),
  );
  const request = context.request("type_numbers");
  const input = { phones, params, ...(purpose === "basic" ? { purpose } : {}) };
  return verb<NumberFile>(context.session, "type_numbers", { input, request });
}

/** What became of the lines of a file: `10 lines: 9 valid, 1 invalid, 0 duplicates.`, and how to see those not taken. */
export async function numbersText(
  context: Context,
  numbers: NumberFile,
  file: InputFile | undefined,
): Promise<{ readonly counts: string; readonly notes: string[] }> {
  const { locale } = context;
  const { lines, accepted, invalid, duplicates } = numbers;
  const counts = Object.fromEntries(
    Object.entries({ lines, accepted, invalid, duplicates }).map(([name, value]) => [name, count(value)]),
  );
  const notes = [
    invalid + duplicates > 0 ? hinted(SAYS.rejects, context, { id: shortId(numbers.id) }) : null,
    await sameAs(context, numbers),
    optedOut(context, numbers),
    file ? renamed(context, file, numbers) : null,
  ];
  return {
    counts: fillPlaces(say(SAYS.lines, locale), counts),
    notes: notes.filter((note) => note !== null),
  };
}

/** How many of them have opted out, and of which signature. */
function optedOut({ locale }: Context, { opt_outs }: NumberFile): string | null {
  if (Object.keys(opt_outs ?? {}).length === 0) return null;
  return fillPlaces(say(SAYS.opted_out, locale), { by: say(optedOutWords(opt_outs ?? {}), locale) });
}

/** A typed time as an instant. An empty time is a mistake (perhaps an unset shell variable) and must not mean "at once". @throws UserError */
export function instant(context: Context, option: "schedule" | "until", typed: string): string {
  const at = typed === "" ? null : readTime(typed, context.zone, context.at);
  if (at === null) throw timeError(context, option, typed);
  return at.toISOString();
}

/** The end of a recurrence. A day without a time includes the whole day. @throws UserError */
export function untilOf(context: Context, typed: string): string {
  const day = readDay(typed, context.zone, context.at);
  return instant(context, "until", day === null ? typed : `${day} 23:59`);
}

/** The cron expression of a recurrence as people say it. @throws UserError */
export function cronOf(context: Context, typed: string): string {
  const cron = readRhythm(typed);
  if (cron === null)
    throw new UserError(fillPlaces(say(SAYS.rhythm, context.locale), { value: typed }), "cron");
  return cron;
}

/** What was understood of the times that were typed in words, a line each. */
export function timesUnderstood(
  context: Context,
  { schedule, cron, until }: { readonly [Name in "schedule" | "cron" | "until"]?: string | undefined },
): string[] {
  const lines = [
    schedule ? timeUnderstood(context, schedule, instant(context, "schedule", schedule)) : null,
    cron ? rhythmUnderstood(context, cron, cronOf(context, cron)) : null,
    until && !NONE.has(until.toLowerCase()) ? timeUnderstood(context, until, untilOf(context, until)) : null,
  ];
  return lines.filter((line) => line !== null);
}

/** A recurrence that ends no more; a send of texts without a card. */
export const NONE = new Set(["none", "无", "不限", "-"]);

function timeError({ locale }: Context, option: "schedule" | "until", value: string): UserError {
  return new UserError(fillPlaces(say(SAYS.time, locale), { value }), option);
}
