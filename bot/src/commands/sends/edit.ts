import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { SEND_TIMING_WORDS, SEND_TYPE_WORDS } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import { answerOf, verb } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { transitionsOf } from "../../engine/transitions.ts";
import { viewOf } from "../../engine/view.ts";
import { type Answer, type CardOf, saying } from "../../ground/answer.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { orGiveBack } from "../../numbers/give_back.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";
import { CHANGES, type Changes, filledWith, inputOf } from "./edit_input.ts";
import { fittingTexts, guessed } from "./fits.ts";
import {
  numbersOf,
  numbersText,
  OPTION_HINTS,
  OPTION_WORDS,
  RARE,
  SEND_OPTIONS,
  timesUnderstood,
  WAYS,
} from "./input.ts";
import { submitSaved } from "./submitted.ts";
import { mustSubmit } from "./trial.ts";

const SAYS = {
  which: w("请写明要编辑的任务：`edit <任务>`", "Specify the send to edit: `edit <send>`"),
  nothing: w(
    '请写明要修改的内容，例如 `edit {name} --schedule "2026-12-01 10:00"`；未填写的项保持不变。可修改：{options}',
    'Specify what to change, for example `edit {name} --schedule "2026-12-01 10:00"`. Everything else stays as it is. You can change: {options}',
  ),
  both: w(
    "号码文件（file）和号码（numbers）二选一。",
    "Give either a number file (file) or typed numbers (numbers), not both.",
  ),
  submitted: w(
    "已保存并重新提交审核，需另一位成员通过。",
    "Saved and resubmitted for review. Another member must approve it.",
  ),
  draft: w("已保存为草稿，提交后才会进入审批。", "Saved as a draft. It's reviewed once you submit it."),
  review: w("之前的审批已失效。", "Earlier approvals are void."),
  approval: w(
    "之前的审批已失效，预留的额度已退回。",
    "The earlier approval is void, and the reserved quota has been returned.",
  ),
} as const satisfies Record<string, Words>;

/** The states of what may be edited: nothing of it has gone out. */
const EDITABLE = ["draft", "rejected", "in_review", "expanding", "ready", "recurring", "paused"];

const { schedule, cron, until: _, name, ...others } = SEND_OPTIONS;
// An end can be taken away, which no picker of a day can say.
const until = z.string().trim().max(40).optional();
const NO_END = w("不限", "no limit");
const input = z.object({
  resource: z.string().trim().min(1).max(100),
  timing: z.enum(["immediate", "scheduled", "recurring"]).optional(),
  ...{ schedule, cron, until, name },
  template: z.string().trim().min(1).max(100).optional(),
  sms: z.string().trim().min(1).max(100).optional(),
  ...others,
  draft: z.boolean().optional(),
  revision: z.int().min(1).max(2_147_483_647).optional(),
});

/** The words of these options, as `send` has them. */
function inOrder<Name extends keyof typeof OPTION_WORDS>(
  names: readonly Name[],
): Pick<typeof OPTION_WORDS, Name> {
  return Object.fromEntries(names.map((each) => [each, OPTION_WORDS[each]])) as Pick<
    typeof OPTION_WORDS,
    Name
  >;
}

export const edit = defineCommand({
  name: "edit",
  aliases: ["send edit"],
  feature: "sends",
  words: {
    title: w("编辑发送任务", "Edit a send"),
    description: w(
      "修改自己尚未发出的任务并重新提交审核；只改填写的项，之前的审批随之失效",
      "Changes options of your send before it goes out; resubmits it and voids earlier approvals",
    ),
    options: {
      resource: w("发送任务", "Send"),
      timing: w("发送方式", "Timing"),
      ...inOrder(["schedule", "cron"]),
      until: w("循环至", "Repeats until"),
      ...inOrder(["name", "template", "sms", "file", "numbers", "params", "map", "consent", "consent_file"]),
      ...inOrder(["trial", "trial_size", "validity_days", "channel", "domain", "own", "type"]),
      draft: w("仅存为草稿", "Save as draft only"),
      revision: w("编辑前的修订号", "Revision you started from"),
    },
    choices: { ...SEND_TIMING_WORDS, ...SEND_TYPE_WORDS },
    hints: OPTION_HINTS,
    act: w("保存并提交审核", "Save and submit"),
  },
  input,
  rare: RARE,
  positional: ["resource", "schedule"],
  permission: ["KooMessage:sendTask:create", "KooMessageBasic:sendTask:create"],
  reads: false,
  audience: "chat_channel",
  suggests: {
    resource: (context, typed) => namesLike(context, typed, ["send"], EDITABLE),
    template: (context, typed) => namesLike(context, typed, ["template", "basic_template"], ["approved"]),
    sms: fittingTexts,
    ...WAYS,
    until: async (context, typed) => {
      const none = say(NO_END, context.locale);
      return [...(none.startsWith(typed.trim()) ? [none] : []), ...(await WAYS.until(context, typed))];
    },
  },
  edits: {
    isBare: (raw) => !CHANGES.some((name) => raw[name] !== undefined),
    hidden: ["revision"],
    async now(context, raw) {
      const { resource } = raw;
      if (typeof resource !== "string" || resource.trim() === "")
        throw new UserError(hinted(SAYS.which, context), "resource");
      return filledWith(context, await rowOf(context, resource));
    },
  },
  async run(context, asked): Promise<Answer> {
    const { resource, draft, revision, ...changes } = asked;
    const row = await rowOf(context, resource);
    const card = { resource: "send", id: row.id } as const;
    if (!CHANGES.some((name) => asked[name] !== undefined)) throw nothingNamed(context, row);
    if (changes.file && changes.numbers !== undefined) throw new UserError(say(SAYS.both, context.locale));
    const notes = [
      ...(await saved(context, { ...row, revision: revision ?? row.revision }, changes)),
      ...timesUnderstood(context, changes),
    ];
    return afterwards(context, card, row, notes, draft === true);
  },
});

async function rowOf(context: Context, resource: string): Promise<SendCard> {
  const found = await findOne(context, resource, ["send"], EDITABLE);
  const row = await answerOf<SendCard | null>(rowWithId(context.session, "send_cards", found.id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "send" } });
  return row;
}

/** Saves the changes; the notes on its numbers, where it has new ones. @throws Refusal, UserError */
async function saved(context: Context, row: SendCard, changes: Changes): Promise<string[]> {
  const update = (more: object) => ({
    send: row.id,
    input: { ...more, revision: row.revision },
    request: context.request("update_send"),
  });
  const may = (await transitionsOf(context.session, { resource: "send", id: row.id })).some(
    (each) => each.verb === "update" && each.allowed,
  );
  // Who may not edit it is told so by the database, before a file is uploaded.
  if (!may) {
    await verb(context.session, "update_send", update((await inputOf(context, row, {})).input));
    return [];
  }
  // Everything that can be wrong is looked at before a file is uploaded.
  const { input, parameters } = await inputOf(context, row, changes);
  mustSubmit(context, input.trial, row.kind);
  const filling = { parameters, columns: input.columns };
  const numbers = await numbersOf(context, changes, filling, row.kind === "basic" ? "basic" : "aim");
  const whole = numbers === null ? input : { ...input, number_file_id: numbers.id };
  await orGiveBack(context, numbers, () =>
    verb(context.session, "update_send", update(whole)).catch((refusal) => {
      throw numbers === null ? refusal : guessed(context, numbers, refusal);
    }),
  );
  if (numbers === null) return [];
  const { counts, notes } = await numbersText(context, numbers, changes.file);
  return [counts, ...notes];
}

/** Submits it again, and says what became of it. The edit is kept also where it cannot be submitted. */
async function afterwards(
  context: Context,
  card: CardOf,
  before: SendCard,
  notes: readonly string[],
  draft: boolean,
): Promise<Answer> {
  const { locale } = context;
  const voids = voidedBy(before);
  const told = (answer: Answer, words: string) => {
    const first = [words, voids ? say(voids, locale) : ""].filter(Boolean).join(locale === "en" ? " " : "");
    return saying(answer, first, ...notes);
  };
  const shown = () => resourceAnswer(viewOf(context), card);
  if (draft || !context.me.permissions.includes(submitsWith(before)))
    return told(await shown(), say(SAYS.draft, locale));
  const { answer, told: words } = await submitSaved(context, card, SAYS.submitted);
  return told(answer, words);
}

const submitsWith = ({ kind }: SendCard): string =>
  `${kind === "basic" ? "KooMessageBasic" : "KooMessage"}:sendTask:submit`;

/** What of a send's decision is void once it is edited; null where nobody has approved it yet. */
function voidedBy({ state, approvals }: SendCard): Words | null {
  if (state === "in_review") return approvals?.some(({ have }) => have > 0) ? SAYS.review : null;
  return ["draft", "rejected"].includes(state) ? null : SAYS.approval;
}

function nothingNamed(context: Context, row: SendCard): UserError {
  const options = CHANGES.join(", ");
  return new UserError(hinted(SAYS.nothing, context, { name: row.batch_no, options }));
}
