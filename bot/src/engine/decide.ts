import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { differenceLines, shownChangeOf } from "@tidings/shared/refusals/differences.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { type Answer, saying } from "../ground/answer.ts";
import { errorAnswer, Refusal } from "../ground/errors.ts";
import { typedAt } from "../registry/hints.ts";
import type { Context } from "../registry/registry.ts";
import { type ResourceMatch, shortId } from "./find.ts";
import { act, resourceAnswer } from "./resource.ts";
import { transitionsOf } from "./transitions.ts";
import { viewOf } from "./view.ts";

/** Approving, rejecting and releasing what was looked at, and nothing else (APR-1). */

const SAYS = {
  press: w(
    "不能仅凭名称操作：请先查看，再点击卡片上的按钮。",
    "You can't decide by name alone. View the item first, then use the buttons on its card.",
  ),
  first: w(
    "操作尚未执行：请先查看上面的内容。",
    "Nothing has been decided yet. View the content above first.",
  ),
  again: w("查看后请执行：{line}", "After you've looked at it, run: {line}"),
  same: w("内容没有变化，只是重新提交过。", "The content hasn't changed. It was only resubmitted."),
  ended: w(
    "您上次查看后，试发已结束。请先查看结果，再放行。",
    "The trial has ended since you last looked. Check its result first, then release the send.",
  ),
} as const satisfies Record<string, Words>;

type Decision = "approve" | "reject" | "release";

/** `decided`: the database has taken the decision. Otherwise the answer says what is to be looked at. */
export interface Decided {
  readonly decided: boolean;
  readonly answer: Answer;
  /** The row as the decision left it. */
  readonly row?: Row;
}

/**
 * Decides about what this person was shown. When nothing was shown, the answer is the card: in chat with its button, in
 * the terminal with the refusal `look_first`, which says what to type.
 * @throws Refusal when the database refuses; nothing was changed then
 */
export async function decide(
  context: Context,
  name: Decision,
  found: ResourceMatch,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Decided> {
  const shown = context.looked.shownOf(found);
  if (shown === null && (await isOpen(context, name, found)))
    return { decided: false, answer: await lookFirst(context, name, found) };
  try {
    const done = await act(context, name, found, shown === null ? more : { ...more, shown });
    return { decided: true, ...done };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "shown_changed") throw error;
    context.looked.forget(found);
    return { decided: false, answer: await outOfDate(context, name, found, error) };
  }
}

/** Codes that the database refuses with before it asks what was shown. */
const REFUSED_FIRST = new Set(["forbidden", "four_eyes"]);

/**
 * Is what was shown all that the database would ask for first? If not (the state, the right, four eyes), the verb is called
 * all the same: the database says why not, and the attempt is in the audit log.
 */
async function isOpen(context: Context, name: Decision, found: ResourceMatch): Promise<boolean> {
  const transition = (await transitionsOf(context.session, found)).find((each) => each.verb === name);
  return transition !== undefined && transition.shown !== null && !REFUSED_FIRST.has(transition.code ?? "");
}

async function lookFirst(context: Context, name: Decision, found: ResourceMatch): Promise<Answer> {
  const { locale } = context;
  const view = viewOf(context);
  const card = await resourceAnswer(view, found);
  if (view.shared) {
    // A message of its own, also when an old button without a hash was pressed, which stays usable.
    return { ...saying(card, say(SAYS.press, locale)), undecided: true, beside: true };
  }
  const line = [name, shortId(found.id), ...(name === "reject" ? ["<reason>"] : [])].join(" ");
  const refusal = { code: "look_first", status: 422 };
  const text = fillPlaces(say(SAYS.again, locale), { line: typedAt(context.source, context.commands, line) });
  return { ...card, refusal, more: [{ tone: "bad", title: say(SAYS.first, locale), text, refusal }] };
}

/** The refusal with what differs, and for a chat message that is not redrawn by itself the card as it stands now. */
async function outOfDate(
  context: Context,
  name: Decision,
  found: ResourceMatch,
  refusal: Refusal,
): Promise<Answer> {
  const { locale, zone } = context;
  const { differs } = shownChangeOf(refusal.details);
  const lines = differenceLines(differs ?? [], locale, (at) => timeText(at, zone));
  const fields = lines.map(({ field, before, after }) => ({ label: field, value: `${before} → ${after}` }));
  const view = viewOf(context);
  return {
    ...errorAnswer(refusal, locale),
    ...(differs?.length === 0 ? { title: say(SAYS.same, locale) } : {}),
    // What was submitted is what was approved; since then its trial has ended.
    ...(differs?.length === 0 && name === "release" ? { title: say(SAYS.ended, locale), text: "" } : {}),
    fields,
    ...(view.shared ? { instead: await resourceAnswer(view, found) } : {}),
  };
}
