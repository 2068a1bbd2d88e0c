import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { ownGiven } from "@tidings/shared/own/fields.ts";
import { copiedText, freeName, type Left } from "@tidings/shared/resource/copied.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { z } from "zod";
import { answerOf, verb } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import { copyTitle, takenNames } from "../../engine/copies.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { ownDefinitions } from "../../engine/own.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { type Answer, saying } from "../../ground/answer.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { orGiveBack } from "../../numbers/give_back.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";
import { filledWith, inputOf } from "./edit_input.ts";
import { guessed } from "./fits.ts";
import {
  numbersOf,
  numbersText,
  OPTION_HINTS,
  OPTION_WORDS,
  SEND_OPTIONS,
  timesUnderstood,
  WAYS,
} from "./input.ts";

const SAYS = {
  draft: w(
    "已存为草稿，可继续修改（edit）；提交后才会进入审批。",
    "Saved as a draft. You can still change it (edit). It's reviewed once you submit it.",
  ),
  both: w(
    "号码文件（file）和号码（numbers）只能填写一项。",
    "Give either a number file (file) or typed numbers (numbers), not both.",
  ),
  no_file: w(
    "原任务的号码文件已不可用，请上传号码文件（file）或输入号码（numbers）。",
    "The number file of the original send is no longer available. Give a number file (file) or type numbers (numbers).",
  ),
} as const satisfies Record<string, Words>;

const TIME = w("发送时间", "Send time");
const UNTIL = w("循环至", "Repeats until");
const PROOF = w("同意凭证", "Proof of consent");

const { name, schedule, file, numbers, params } = SEND_OPTIONS;

export const sendCopy = defineCommand({
  name: "send copy",
  feature: "sends",
  words: {
    title: copyTitle(send),
    description: w(
      "以相同的内容和号码新建一份草稿；填写的选项取代原值",
      "Makes a draft with the same content and numbers; options you give replace the old values",
    ),
    options: {
      resource: w("发送任务", "Send"),
      name: OPTION_WORDS.name,
      schedule: OPTION_WORDS.schedule,
      file: OPTION_WORDS.file,
      numbers: OPTION_WORDS.numbers,
      params: OPTION_WORDS.params,
    },
    hints: OPTION_HINTS,
    act: w("存为草稿", "Save as draft"),
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    ...{ name, schedule, file, numbers, params },
  }),
  positional: ["resource", "name"],
  permission: ["KooMessage:sendTask:create", "KooMessageBasic:sendTask:create"],
  reads: false,
  audience: "chat_channel",
  suggests: {
    resource: (context, typed) => namesLike(context, typed, ["send"]),
    schedule: WAYS.schedule,
  },
  edits: {
    isBare: ({ resource: _, ...changes }) => Object.values(changes).every((value) => value === undefined),
    hidden: [],
    async now(context, raw) {
      const { resource } = raw;
      if (typeof resource !== "string" || resource.trim() === "") return { ...raw };
      const { row } = await sourceOf(context, resource);
      const { schedule: time } = filledWith(context, row);
      return { resource, name: row.name, ...(time === undefined ? {} : { schedule: time }) };
    },
  },
  async run(context, { resource, ...changes }): Promise<Answer> {
    if (changes.file && changes.numbers !== undefined) throw new UserError(say(SAYS.both, context.locale));
    const { row, was, left } = await sourceOf(context, resource);
    const { input, parameters } = await inputOf(context, row, changes);
    // Everything that can be wrong is looked at before a file is uploaded.
    const given = changes.file !== undefined || changes.numbers !== undefined;
    if (!given && !(await isKept(context, row)))
      throw new UserError(say(SAYS.no_file, context.locale), "file");
    const filling = { parameters, columns: input.columns };
    const made = await numbersOf(context, changes, filling, row.kind === "basic" ? "basic" : "aim");
    const whole = {
      ...input,
      ...(input.consent ? { consent_proof: null } : {}),
      ...(made === null ? {} : { number_file_id: made.id }),
      own: ownGiven(await ownDefinitions(context, "send"), row.own),
    };
    const { id } = await orGiveBack(context, made, () =>
      verb<{ id: string }>(context.session, "create_send", {
        input: whole,
        request: context.request("create_send"),
      }).catch((refusal) => {
        throw made === null ? refusal : guessed(context, made, refusal);
      }),
    );
    const counted = made === null ? null : await numbersText(context, made, changes.file);
    const [, without] = copiedText(was, left, context.locale);
    const lines = [
      ...(counted ? [counted.counts, ...counted.notes] : []),
      ...timesUnderstood(context, changes),
      ...(without ? [without] : []),
    ];
    const shown = await resourceAnswer(viewOf(context), { resource: "send", id });
    return saying(shown, say(SAYS.draft, context.locale), ...lines);
  },
});

interface Source {
  /** The send as its copy begins: with a free name, and without times that have passed. */
  readonly row: SendCard;
  /** What it was called. */
  readonly was: string;
  readonly left: readonly Left[];
}

/** @throws UserError, Refusal */
async function sourceOf(context: Context, typed: string): Promise<Source> {
  const found = await findOne(context, typed, ["send"]);
  const row = await answerOf<SendCard | null>(rowWithId(context.session, "send_cards", found.id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "send" } });
  const isPast = (at: string | null) => at !== null && Date.parse(at) <= context.at.getTime();
  const past = { scheduled_at: isPast(row.scheduled_at), repeat_until: isPast(row.repeat_until) };
  return {
    row: {
      ...row,
      name: freeName(row.name, await takenNames(context, send, row.name)),
      scheduled_at: past.scheduled_at ? null : row.scheduled_at,
      repeat_until: past.repeat_until ? null : row.repeat_until,
    },
    was: row.name,
    left: [
      ...(past.scheduled_at ? [{ label: TIME, why: "past" as const }] : []),
      ...(past.repeat_until ? [{ label: UNTIL, why: "past" as const }] : []),
      ...(row.consent_name ? [{ label: PROOF, why: "anew" as const }] : []),
    ],
  };
}

/** Can the numbers of a send be chosen for another one? Their file is kept, and of the same use. */
async function isKept({ session }: Context, { number_file_id: id, kind }: SendCard): Promise<boolean> {
  if (id === null) return false;
  const file = await answerOf<{ state: string; purpose: string } | null>(
    rowWithId(session, "number_files", id, "state, purpose") as never,
  );
  return file?.state === "ready" && file.purpose === (kind === "basic" ? "basic" : "aim");
}
