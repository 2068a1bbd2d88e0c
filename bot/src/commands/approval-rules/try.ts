import { approvalRule, TRIED_WORDS } from "@tidings/shared/approval-rules/approval_rule.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";
import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { drawable, type Form } from "@tidings/shared/resource/define.ts";
import { initialValues } from "@tidings/shared/resource/form_values.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { z } from "zod";
import { answerOf, verb } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import { formChoices, formShape, formWords, suggestionsOf, verbInput } from "../../engine/form_options.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import type { AnyCommand, Context } from "../../registry/registry.ts";

/** The form of a rule, as `approval-rule add` asks for it. */
const FORM = drawable(approvalRule.forms.create) as Form;

const SAYS = {
  title: w("试算审批规则：最近 {days} 天", "Approval rules tested on the last {days} {days:day|days}"),
  sum: w(
    "已通过的任务中，{more} 个按此规则还需更多审批，{enough} 个审批已足够。未作任何改动。",
    "Of the approved sends, {more} would have needed more approvals and {enough} had enough. Nothing was changed.",
  ),
  none: w("这段时间没有任务通过审批。", "No sends were approved in this period."),
  both: w("请同时填写规则名称和审批人数。", "Enter both a rule name and the number of approvers."),
  send: w("任务", "Send"),
  batch: w("批次号", "Batch"),
  at: w("提交时间", "Submitted"),
  by: w("提交人", "Submitted by"),
  ...TRIED_WORDS,
  had: w("已有审批", "Received"),
  needs: w("所需审批", "Required"),
  which: w("规则", "Rule"),
} as const satisfies Record<string, Words>;

type Asked = Readonly<Record<string, unknown>> & { readonly days: number };

interface TrialResult {
  readonly sends: readonly {
    readonly name: string;
    readonly batch_no: string;
    readonly submitted_at: string;
    readonly submitted_by: string | null;
    readonly audience: number;
    /** What it cost at most, in hundredths; null where there was no price. */
    readonly cost_fen: number | null;
    readonly asks: readonly { rule: string | null; approvers: number; group: string | null }[];
    readonly most: number;
    readonly had: number;
    readonly enough: boolean;
  }[];
  readonly currency: string;
  readonly enough: number;
  readonly more: number;
}

export const approvalRuleTry: AnyCommand = {
  name: "approval-rule try",
  aliases: ["试算策略"],
  feature: "approval-rules",
  admin: true,
  words: {
    title: w("试算规则", "Test approval rules"),
    description: w(
      "用现有规则（可另加一条）试算上月通过的任务，看哪些还需更多审批",
      "Lists last month's sends that would have needed more approvals under your rules (plus one you add)",
    ),
    options: { ...formWords(FORM), days: w("天数", "Days") },
    choices: formChoices(FORM),
  },
  input: z.object({ ...formShape(FORM, true), days: z.int().min(1).max(366).default(31) }),
  positional: ["name", "approvers"],
  permission: "KooMessage:approvalRule:list",
  reads: true,
  audience: "chat_channel",
  suggests: suggestionsOf(FORM),
  async run(context: Context, { days, ...asked }: Asked): Promise<Answer> {
    const tried = await verb<TrialResult>(context.session, "try_approval_rules", {
      rules: await rulesOf(context, asked),
      days,
    });
    return { tone: "plain", ...shown(context, tried, days) };
  },
};

/** Null when no rule is drafted: the saved rules alone. Otherwise they and the draft, which replaces a saved rule of its name. */
async function rulesOf(
  context: Context,
  asked: Readonly<Record<string, unknown>>,
): Promise<readonly object[] | null> {
  if (Object.values(asked).every((value) => value === undefined)) return null;
  if (asked.name === undefined || asked.approvers === undefined)
    throw new UserError(say(SAYS.both, context.locale));
  const draft = await verbInput(context, FORM, initialValues(FORM), asked);
  const saved = rowsHere(context, "approval_rules", Object.keys(FORM.inputs).join(", ")).neq(
    "name",
    String(draft.name),
  );
  return [...(await answerOf<object[]>(saved as never)), draft];
}

function shown(context: Context, tried: TrialResult, days: number): Omit<Answer, "tone"> {
  const { locale } = context;
  const title = fillPlaces(say(SAYS.title, locale), { days });
  if (tried.sends.length === 0) return { title, text: say(SAYS.none, locale) };
  const text = fillPlaces(say(SAYS.sum, locale), { more: count(tried.more), enough: count(tried.enough) });
  const more = tried.sends.filter((each) => !each.enough);
  if (more.length === 0) return { title, text };
  const columns = [
    SAYS.send,
    SAYS.batch,
    SAYS.at,
    SAYS.by,
    SAYS.numbers,
    SAYS.cost,
    SAYS.had,
    SAYS.needs,
    SAYS.which,
  ];
  return {
    title,
    text,
    table: {
      name: "approval-rules-tried",
      columns: columns.map((words, index) => ({
        title: say(words, locale),
        align: index >= 4 && index <= 7 ? "right" : "left",
      })),
      rows: more.map((each) => [
        each.name,
        each.batch_no,
        timeText(each.submitted_at, context.zone),
        each.submitted_by ?? "—",
        count(each.audience),
        each.cost_fen === null ? "—" : moneyText(each.cost_fen, tried.currency, locale),
        String(each.had),
        String(each.most),
        each.asks
          .map((ask) =>
            [ask.rule, ask.group && knownText(GROUP_WORDS, ask.group, context.locale)]
              .filter(Boolean)
              .join(" · "),
          )
          .join(", "),
      ]),
    },
  };
}
