import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { numberFileName } from "@tidings/shared/numbers/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { atOption, UserError } from "../../errors.ts";
import { count } from "../../figures.ts";
import { orGiveBack } from "../../numbers/give_back.ts";
import { importFile, type NumberFile, renamed, sameAs } from "../../numbers/import.ts";
import { phonesOf } from "../../numbers/typed.ts";
import { columnMap, typedParams } from "../../numbers/typed_params.ts";
import { nameText } from "../../problems.ts";
import { storeProof } from "../../proof.ts";
import { type Context, defineCommand, file } from "../../registry.ts";
import { findOne, namesLike } from "../../resources/find.ts";
import { act } from "../../resources/resource.ts";
import { dayText, readTime } from "../../times.ts";
import { fittingTexts, guessed, mustFit } from "./fits.ts";

const SAYS = {
  numbers: {
    zh: "请上传号码文件（file），或输入 1 到 10 个号码（numbers），二者选一。",
    en: "Give a file of numbers (file) or type one to ten numbers (numbers), one of the two.",
  },
  time: {
    zh: "无法识别时间「{value}」，请写成 2026-12-01 10:00 或 10:00。",
    en: "“{value}” is not a time; write 2026-12-01 10:00 or 10:00.",
  },
  one: {
    zh: "定时（schedule）和循环（cron）二者选一；until 只用于循环。",
    en: "Give a time (schedule) or a recurrence (cron), not both; until belongs to cron.",
  },
  result: {
    zh: "号码 {lines} 行：有效 {accepted}，无效 {invalid}，重复 {duplicates}。已提交审核，需另一位成员通过。",
    en: "{lines} {lines:line|lines}: {accepted} valid, {invalid} invalid, {duplicates} {duplicates:duplicate|duplicates}. Submitted: another member has to approve it.",
  },
  rejects: { zh: "查看未采用的行：numbers {name}", en: "To see the lines not taken: numbers {name}" },
} as const satisfies Record<string, Words>;

const input = z.object({
  template: z.string().trim().min(1).max(100),
  sms: z.string().trim().min(1).max(100),
  file: file().optional(),
  numbers: z.string().trim().max(400).optional(),
  params: z.string().trim().max(3000).optional(),
  map: z.string().trim().max(3000).optional(),
  consent: z.string().trim().max(500).optional(),
  consent_file: file(["pdf"]).optional(),
  name: nameText().optional(),
  trial: z.boolean().optional(),
  trial_size: z.int().min(1).max(999_999).optional(),
  schedule: z.string().trim().max(40).optional(),
  cron: z.string().trim().max(100).optional(),
  until: z.string().trim().max(40).optional(),
  validity_days: z.int().min(1).max(7).optional(),
});
type Input = z.infer<typeof input>;

export const send = defineCommand({
  name: "send",
  feature: "sends",
  words: {
    title: { zh: "发送", en: "Send" },
    description: {
      zh: "用模板向号码文件发送：导入号码、创建任务并提交审核",
      en: "Sends a template to a file of numbers: imports it, makes the send and submits it for review",
    },
    options: {
      template: { zh: "模板", en: "Template" },
      sms: { zh: "短消息模板", en: "SMS template" },
      file: { zh: "号码文件", en: "File of numbers" },
      numbers: { zh: "号码（最多10个）", en: "Numbers (at most 10)" },
      params: {
        zh: "参数（name=李; code=1 | 下一号码…）",
        en: "Parameters (name=Li; code=1 | next number…)",
      },
      map: { zh: "列的对应（name=姓名; code=券码）", en: "Columns (name=姓名; code=券码)" },
      consent: { zh: "同意依据（营销类必填）", en: "Ground of consent (for marketing)" },
      consent_file: { zh: "同意凭证（pdf）", en: "Evidence of consent (pdf)" },
      name: { zh: "任务名称", en: "Name of the send" },
      trial: { zh: "先试发", en: "Trial first" },
      trial_size: { zh: "试发数量", en: "Size of the trial" },
      schedule: { zh: "定时发送时间", en: "Time to send" },
      cron: { zh: "循环（分 时 日 月 星期）", en: "Recurrence (minute hour day month weekday)" },
      until: { zh: "循环至", en: "Recurs until" },
      validity_days: { zh: "短链有效天数", en: "Days the links work" },
    },
  },
  input,
  positional: ["template", "sms", "file"],
  permission: "KooMessage:sendTask:create",
  reads: false,
  audience: "chat_channel",
  missing: (raw) => {
    const missing = ["template", "sms"].find((name) => raw[name] === undefined);
    return missing ?? (raw.file === undefined && raw.numbers === undefined ? "file" : null);
  },
  suggests: {
    template: (context, typed) => namesLike(context, typed, ["template"], ["approved"]),
    sms: fittingTexts,
  },
  async run(context, asked): Promise<Answer> {
    if ((asked.file === undefined) === (asked.numbers === undefined)) {
      throw new UserError(say(SAYS.numbers, context.locale));
    }
    // Check everything that can be wrong before the file is uploaded.
    const template = await atOption("template", () =>
      findOne(context, asked.template, ["template"], ["approved"]),
    );
    const text = await atOption("sms", () => findOne(context, asked.sms, ["sms_template"], ["approved"]));
    const timing = timingOf(context, asked);
    await mustFit(context, template, text, asked.consent);
    const { map, consent_file: ground, file } = asked;
    const columns = await atOption("map", () => (map === undefined ? {} : columnMap(map, context.locale)));
    const consent_proof = ground
      ? await atOption("consent_file", () => storeProof(context, "consent", ground))
      : null;
    const phones = await atOption("numbers", () =>
      asked.numbers === undefined ? [] : phonesOf(context, asked.numbers),
    );
    const params = await atOption("params", () =>
      asked.params === undefined ? null : typedParams(asked.params, phones.length, context.locale),
    );
    const numbers = file
      ? await atOption("file", () => importFile(context, file))
      : await verb<NumberFile>(context.session, "type_numbers", {
          input: {
            phones,
            params,
          },
          request: context.request("type_numbers"),
        });
    const create = {
      input: {
        name: asked.name ?? `${template.name.slice(0, 50)} ${dayText(context.at, context.zone)}`,
        template_id: template.id,
        sms_template_id: text.id,
        number_file_id: numbers.id,
        columns,
        ...(asked.consent ? { consent: asked.consent, consent_proof } : {}),
        ...timing,
        trial: asked.trial ?? asked.trial_size !== undefined,
        ...(asked.trial_size === undefined ? {} : { trial_size: asked.trial_size }),
        validity_days: asked.validity_days ?? 7,
      },
      request: context.request("create_send"),
    };
    const made = await orGiveBack(context, numbers, () =>
      verb<{ id: string }>(context.session, "create_send", create).catch((refusal) => {
        throw guessed(context, numbers, refusal);
      }),
    );
    return resultOf(
      context,
      numbers,
      [await sameAs(context, numbers), asked.file ? renamed(context, asked.file, numbers) : null],
      await act(context, "submit", { resource: "send", id: made.id }),
    );
  },
});

function resultOf(
  context: Context,
  numbers: NumberFile,
  notes: readonly (string | null)[],
  card: Answer,
): Answer {
  const { lines, accepted, invalid, duplicates } = numbers;
  const counts = Object.fromEntries(
    Object.entries({ lines, accepted, invalid, duplicates }).map(([name, value]) => [name, count(value)]),
  );
  const told = [fillPlaces(say(SAYS.result, context.locale), counts)];
  if (invalid + duplicates > 0) {
    told.push(
      fillPlaces(say(SAYS.rejects, context.locale), { name: numberFileName(numbers.name, context.locale) }),
    );
  }
  for (const note of notes) if (note !== null) told.push(note);
  return { ...card, text: [told.join("\n"), card.text].filter(Boolean).join("\n") };
}

interface Timing {
  readonly timing: "immediate" | "scheduled" | "recurring";
  readonly scheduled_at?: string;
  readonly cron?: string;
  readonly repeat_until?: string | null;
}

function timingOf(context: Context, { schedule, cron, until }: Input): Timing {
  // An empty time is a mistake (perhaps an unset shell variable) and must not mean "at once".
  if (schedule === "" || cron === "") {
    throw timeError(context, schedule === "" ? "schedule" : "cron", "");
  }
  if ((schedule && cron) || (until && !cron)) throw new UserError(say(SAYS.one, context.locale));
  if (cron) {
    // A date without a time includes the whole day.
    const last = until && /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(until) ? `${until} 23:59` : until;
    return { timing: "recurring", cron, repeat_until: last ? instant(context, "until", last) : null };
  }
  return schedule
    ? { timing: "scheduled", scheduled_at: instant(context, "schedule", schedule) }
    : { timing: "immediate" };
}

function instant(context: Context, option: keyof Input, typed: string): string {
  const at = readTime(typed, context.zone, context.at);
  if (at === null) throw timeError(context, option, typed);
  return at.toISOString();
}

function timeError({ locale }: Context, option: keyof Input, value: string): UserError {
  return new UserError(fillPlaces(say(SAYS.time, locale), { value }), option);
}
