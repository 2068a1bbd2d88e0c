import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import { shortId } from "../../engine/find.ts";
import { act, resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import type { Answer, CardOf } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, isChat } from "../../registry/registry.ts";
import { wayOutFields } from "../../registry/way_out.ts";

const UNSUBMITTED: Words = w(
  "已保存为草稿，但未能提交：{why}请用 `edit {id}` 修改此草稿；再次 `send` 会另建一个任务。",
  "Saved as a draft, but it couldn't be submitted: {why} Change this draft with `edit {id}`. Running `send` again creates another send.",
);

/**
 * Submits a send that is saved. What is saved is kept also where it cannot be submitted: as a refusal of the command its form
 * would come back, and make it once more.
 */
export async function submitSaved(
  context: Context,
  card: CardOf,
  submitted: Words,
): Promise<{ readonly answer: Answer; readonly told: string; readonly kept: boolean }> {
  const { locale, source } = context;
  try {
    const { answer } = await act(context, "submit", card);
    return { answer, told: say(submitted, locale), kept: false };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const why = refusalWords(error.code, locale, error.details).message;
    const shown = await resourceAnswer(viewOf(context), card);
    // A script has to read that nothing was submitted.
    const tone = isChat(source) ? "warn" : "bad";
    const fields = [...(shown.fields ?? []), ...wayOutFields(error, context)];
    return {
      answer: { ...shown, tone, fields },
      told: hinted(UNSUBMITTED, context, { why, id: shortId(card.id) }),
      kept: true,
    };
  }
}
