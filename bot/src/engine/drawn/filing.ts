import { filing } from "@tidings/shared/filings/filing.ts";
import { FORM_TITLES } from "@tidings/shared/filings/words.ts";
import type { Enum } from "@tidings/shared/ground/enums.ts";
import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { drawable } from "@tidings/shared/resource/define.ts";
import { answerOf } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { errorAnswer, type Refusal } from "../../ground/errors.ts";
import type { Context } from "../../registry/registry.ts";

/** A filing that is begun though there is one of its form: which forms are left. */

const SAYS = {
  left: w("尚未备案的场景：{forms}", "Not filed yet: {forms}"),
  none: w("每个场景都已有备案。", "Every type already has a filing."),
} as const satisfies Record<string, Words>;

/** The refusal with the forms that have no filing yet, a button each. */
export async function formsLeft(context: Context, refusal: Refusal): Promise<Answer | null> {
  if (refusal.code !== "filing_exists") return null;
  const { locale } = context;
  const filed = await answerOf<{ form: string }[]>(rowsHere(context, "filing_cards", "id, form") as never);
  const input = drawable(filing.forms.create)?.inputs.form;
  const all = (input?.kind === "choice" ? Object.keys(input.values) : []) as Enum<"filing_form">[];
  const left = all.filter((form) => !filed.some((each) => each.form === form));
  const forms = listText(
    left.map((form) => `${say(FORM_TITLES[form], locale)} (${form})`),
    locale,
  );
  const told = errorAnswer(refusal, locale);
  const line = left.length === 0 ? say(SAYS.none, locale) : fillPlaces(say(SAYS.left, locale), { forms });
  return {
    ...told,
    text: [line, told.text].filter(Boolean).join("\n"),
    actions: left.map((form) => ({
      ...{ command: "filing add", input: { form }, beside: true as const, goes: true as const },
      label: say(FORM_TITLES[form], locale),
    })),
  };
}
