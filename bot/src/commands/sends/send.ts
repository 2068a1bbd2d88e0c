import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { SEND_TYPE_WORDS } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findOne, type Match } from "../../engine/find.ts";
import { nextStepLine } from "../../engine/next_step.ts";
import { ownTyped } from "../../engine/own.ts";
import { storeProof } from "../../engine/proof.ts";
import { type Answer, saying } from "../../ground/answer.ts";
import { atOption, UserError } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import { orGiveBack } from "../../numbers/give_back.ts";
import { columnMap } from "../../numbers/typed_params.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";
import { fittingTexts, guessed, mustFit, mustFitBasic, sendableTemplates } from "./fits.ts";
import {
  cronOf,
  instant,
  numbersOf,
  numbersText,
  OPTION_HINTS,
  OPTION_WORDS,
  RARE,
  SEND_OPTIONS,
  timesUnderstood,
  untilOf,
  WAYS,
  wayOf,
} from "./input.ts";
import { submitSaved } from "./submitted.ts";
import { newTrial, trialBegun } from "./trial.ts";

const SAYS = {
  numbers: w(
    "请上传号码文件（file），或输入 1 到 10 个号码（numbers），二选一。",
    "Give a number file (file) or type 1–10 numbers (numbers), not both.",
  ),
  one: w(
    "定时（schedule）和循环（cron）二选一；until 只用于循环。",
    "Give either a time (schedule) or a recurrence (cron), not both. The until option is only for recurrences.",
  ),
  sms: w(
    "卡片须与短消息模板一起发送：请写明短消息模板（sms）。",
    "A card is sent with an SMS template. Specify a template (sms).",
  ),
  submitted: w("已提交审核，需另一位成员通过。", "Submitted for review. Another member must approve it."),
} as const satisfies Record<string, Words>;

const input = z.object({
  template: z.string().trim().min(1).max(100).optional(),
  sms: z.string().trim().min(1).max(100).optional(),
  ...SEND_OPTIONS,
});
type Input = z.infer<typeof input>;

export const send = defineCommand({
  name: "send",
  feature: "sends",
  words: {
    title: w("发送", "Send"),
    description: w(
      "向号码文件发送卡片、基础版信息或纯短信：导入号码、创建任务并提交审核",
      "Sends a card, basic-edition message or plain SMS to a number file: imports numbers, creates the send, submits it for review",
    ),
    options: OPTION_WORDS,
    hints: OPTION_HINTS,
    choices: SEND_TYPE_WORDS,
    act: w("提交审核", "Submit for review"),
  },
  input,
  rare: RARE,
  positional: ["template", "sms", "file"],
  permission: ["KooMessage:sendTask:create", "KooMessageBasic:sendTask:create"],
  reads: false,
  audience: "chat_channel",
  missing: (raw) => {
    // A template of the basic edition goes out without a text.
    if (raw.sms === undefined && raw.template === undefined) return "sms";
    return raw.file === undefined && raw.numbers === undefined ? "file" : null;
  },
  suggests: {
    template: sendableTemplates,
    sms: fittingTexts,
    ...WAYS,
  },
  beginsWith: async (context) => ({
    ...onlyOne("template", await sendableTemplates(context, "")),
    ...onlyOne("sms", await fittingTexts(context, "", { template: "" })),
    trial: trialBegun(context, false, editionOf(context)),
  }),
  async run(context, asked): Promise<Answer> {
    if ((asked.file === undefined) === (asked.numbers === undefined)) {
      throw new UserError(say(SAYS.numbers, context.locale));
    }
    // Check everything that can be wrong before the file is uploaded.
    const named = asked.template;
    const template =
      named === undefined
        ? null
        : await atOption("template", () =>
            findOne(context, named, ["template", "basic_template"], ["approved"]),
          );
    const isBasic = template?.resource === "basic_template";
    const text = await textOf(context, asked, isBasic);
    const timing = timingOf(context, asked);
    const trial = newTrial(context, asked, isBasic ? "basic" : "aim");
    const parameters =
      template && isBasic
        ? await mustFitBasic(context, template, asked.consent)
        : text
          ? await mustFit(context, template, text, asked.consent)
          : [];
    const way = await wayOf(context, asked);
    const { map, consent_file: ground } = asked;
    const columns = await atOption("map", () => (map === undefined ? {} : columnMap(map, context.locale)));
    const own = asked.own === undefined ? {} : await ownTyped(context, "send", asked.own);
    const consent_proof = ground
      ? await atOption("consent_file", () => storeProof(context, "consent", ground))
      : null;
    const numbers = await numbersOf(context, asked, { parameters, columns }, isBasic ? "basic" : "aim");
    if (numbers === null) throw new UserError(say(SAYS.numbers, context.locale));
    const create = {
      input: {
        name:
          asked.name ??
          `${(template ?? text)?.name.slice(0, 50) ?? ""} ${dayText(context.at, context.zone)}`.trim(),
        ...(template ? { template_id: template.id } : {}),
        ...(text ? { sms_template_id: text.id, validity_days: asked.validity_days ?? 7 } : {}),
        ...(asked.type ? { send_type: asked.type } : {}),
        ...way,
        number_file_id: numbers.id,
        columns,
        ...(asked.consent ? { consent: asked.consent, consent_proof } : {}),
        ...timing,
        trial,
        ...(asked.trial_size === undefined ? {} : { trial_size: asked.trial_size }),
        own,
      },
      request: context.request("create_send"),
    };
    const made = await orGiveBack(context, numbers, () =>
      verb<{ id: string }>(context.session, "create_send", create).catch((refusal) => {
        throw guessed(context, numbers, refusal);
      }),
    );
    const draft = { resource: "send", id: made.id } as const;
    const { answer, told, kept } = await submitSaved(context, draft, SAYS.submitted);
    const { counts, notes } = await numbersText(context, numbers, asked.file);
    const first = `${counts}${context.locale === "en" ? " " : ""}${told}`;
    return saying(
      answer,
      first,
      ...timesUnderstood(context, asked),
      ...notes,
      kept ? null : await nextStepLine(context, "send"),
    );
  },
});

/** The text that a send goes out with, or goes out as; a storyboard has none. What is named all the same is for the law to refuse. */
async function textOf(context: Context, { sms }: Input, isBasic: boolean): Promise<Match | null> {
  if (sms === undefined) {
    if (isBasic) return null;
    throw new UserError(say(SAYS.sms, context.locale), "sms");
  }
  return atOption("sms", () => findOne(context, sms, ["sms_template"], ["approved"]));
}

/** What one can send where no template is named yet. */
function editionOf({ me: { permissions } }: Context): "aim" | "basic" {
  const may = (service: string) => permissions.includes(`${service}:sendTask:create`);
  return may("KooMessageBasic") && !may("KooMessage") ? "basic" : "aim";
}

/** The value of an option that has to be chosen, where there is one. */
const onlyOne = (option: string, [only, ...more]: readonly string[]): Record<string, string> =>
  only === undefined || more.length > 0 ? {} : { [option]: only };

interface Timing {
  readonly timing: "immediate" | "scheduled" | "recurring";
  readonly scheduled_at?: string;
  readonly cron?: string;
  readonly repeat_until?: string | null;
}

function timingOf(context: Context, { schedule, cron, until }: Input): Timing {
  // An empty time is a mistake (perhaps an unset shell variable) and must not mean "at once".
  if (cron === "") cronOf(context, cron);
  if (schedule === "") instant(context, "schedule", schedule);
  if ((schedule && cron) || (until && !cron)) throw new UserError(say(SAYS.one, context.locale));
  if (cron)
    return {
      timing: "recurring",
      cron: cronOf(context, cron),
      repeat_until: until ? untilOf(context, until) : null,
    };
  return schedule
    ? { timing: "scheduled", scheduled_at: instant(context, "schedule", schedule) }
    : { timing: "immediate" };
}
