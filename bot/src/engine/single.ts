import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { drawable, type Resource, type Row, textFor } from "@tidings/shared/resource/define.ts";
import { initialValues } from "@tidings/shared/resource/form_values.ts";
import { headOf, rightOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { answerOf, verb } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { Answer } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { hinted } from "../registry/hints.ts";
import { permissionRefusal } from "../registry/permission.ts";
import { type AnyCommand, type Context, isPermitted } from "../registry/registry.ts";
import { doneAnswer } from "./done.ts";
import { formChoices, formShape, formWords, verbInput } from "./form_options.ts";
import { commandHead, onlyFor } from "./head.ts";
import { resourceAnswer } from "./resource.ts";
import { showTitle } from "./show.ts";
import { viewOf } from "./view.ts";

const CHANGE: Words = w(
  "修改：`{command} edit`，选项 {options}",
  "To change it: `{command} edit` with {options}",
);

/**
 * `<noun> show` and `<noun> edit` of a setting; the noun alone is the second, which shows it where nothing is to be changed. Whoever may see
 * it may ask for either: the law says who changes it.
 */
export function singleCommands(of: Resource): AnyCommand[] {
  const form = drawable(of.forms.update);
  if (form === null) throw new Error(`${of.noun} is a setting without a form`);
  const { command } = headOf(of.noun);
  const options = Object.entries(form.inputs).map(([name, input]) => input.option ?? name);
  const only = onlyFor(rightOf(of.noun, "list"));
  const idOf = ({ me }: Context): string => {
    const refusal = permissionRefusal(only, me);
    if (refusal !== null) throw refusal;
    if (me.enterprise === null) throw new Refusal("no_enterprise", 403);
    return me.enterprise.id;
  };
  const shown = async (context: Context): Promise<Answer> => {
    const card = await resourceAnswer(viewOf(context), { resource: of.noun, id: idOf(context) });
    const may = isPermitted({ permission: rightOf(of.noun, "update") }, context.me);
    const places = { command, options: options.join(", ") };
    const how = { zh: fillPlaces(CHANGE.zh, places), en: fillPlaces(CHANGE.en, places) };
    return may ? { ...card, note: hinted(how, context) } : card;
  };

  return [
    {
      ...commandHead(of.noun, "show"),
      ...only,
      positional: [],
      words: { title: showTitle(of.noun), description: of.words.note, options: {} },
      input: z.object({}),
      reads: true,
      run: shown,
    },
    {
      ...commandHead(of.noun, "edit", [command]),
      ...only,
      words: {
        title: form.title,
        description: form.note ?? form.title,
        options: formWords(form, true),
        choices: formChoices(form),
      },
      input: z.object(formShape(form, true)),
      // What has one value is set by it: `review-hours 48`.
      positional: options.length === 1 ? options : [],
      reads: false,
      async run(context, typed: Readonly<Record<string, unknown>>) {
        if (Object.values(typed).every((value) => value === undefined)) return shown(context);
        const id = idOf(context);
        const row = await answerOf<Row>(rowWithId(context.session, of.view, id));
        const values = await verbInput(context, form, initialValues(form, row), typed, row);
        // What is not named stays as it is, also where somebody else changes it at this instant.
        const named = Object.entries(form.inputs).filter(
          ([name, input]) => typed[input.option ?? name] !== undefined,
        );
        const answer = await verb<Row>(context.session, form.verb, {
          [of.argument ?? of.noun]: id,
          input: Object.fromEntries(named.map(([name]) => [name, values[name]])),
          request: context.request(form.verb),
        });
        return doneAnswer(
          context,
          [{ resource: of.noun, id }],
          say(textFor(form.done, answer, context.zone), context.locale),
        );
      },
    },
  ];
}
