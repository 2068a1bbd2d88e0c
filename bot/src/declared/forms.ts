import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { headOf, rightOf } from "@tidings/shared/nouns.ts";
import { drawable, type Form, type Resource, type Row } from "@tidings/shared/resource/define.ts";
import { fileOf, initialValues } from "@tidings/shared/resource/form_values.ts";
import { z } from "zod";
import { answerOf, verb } from "../database.ts";
import { UserError } from "../errors.ts";
import type { AnyCommand, Context } from "../registry.ts";
import { findResource, namesLike } from "../resources/find.ts";
import { rowWithId } from "../rows.ts";
import { doneAnswer } from "./done.ts";
import { formChoices, formShape, formWords, positionalOf, suggestionsOf, verbInput } from "./form_options.ts";
import { MADE } from "./made.ts";

const SAYS = {
  nothing: { zh: "请写明要修改什么：{options}", en: "Say what to change: {options}" },
  which: { zh: "名称或编号", en: "Name or id" },
} as const satisfies Record<string, Words>;

type Typed = Readonly<Record<string, unknown>>;

/** `<noun> add` and `<noun> edit`, where the declaration has a form that an engine can draw. */
export function formCommands(of: Resource): AnyCommand[] {
  const create = drawable(of.forms.create);
  const update = drawable(of.forms.update);
  return [
    ...(create === null ? [] : [createCommand(of, create)]),
    ...(update === null ? [] : [editCommand(of, update)]),
  ];
}

function createCommand(of: Resource, form: Form): AnyCommand {
  const { command, feature, apart } = headOf(of.noun);
  return {
    name: `${command} add`,
    aliases: [`${command}-add`, ...(form.alias ? [form.alias] : [])],
    feature,
    words: {
      title: form.title,
      description: of.words.note,
      options: formWords(form),
      choices: formChoices(form),
    },
    input: z.object(formShape(form)),
    positional: positionalOf(form),
    suggests: suggestionsOf(form),
    permission: rightOf(of.noun, "create"),
    reads: false,
    admin: apart,
    audience: apart ? "person" : "chat_channel",
    async run(context: Context, typed: Typed) {
      const input = await verbInput(context, form, initialValues(form), typed);
      const file = fileOf(form);
      const asked = { ...(file ? { [file.name]: null } : {}), ...input };
      const answer = await verb<Typed>(context.session, form.verb, {
        input: asked,
        request: context.request(form.verb),
      });
      const own = MADE[of.noun];
      if (own) return own(context, answer);
      const made = (form.makes ? answer[form.makes] : [answer]) as readonly { readonly id: string }[];
      const cards = made.map(({ id }) => ({ resource: of.noun, id }));
      return doneAnswer(context, cards, fillPlaces(say(form.done, context.locale), { count: made.length }));
    },
  };
}

function editCommand(of: Resource, form: Form): AnyCommand {
  const { command, feature, apart } = headOf(of.noun);
  const which = of.noun;
  return {
    name: `${command} edit`,
    feature,
    words: {
      title: form.title,
      description: form.note ?? form.title,
      options: { [which]: SAYS.which, ...formWords(form, true) },
      choices: formChoices(form),
    },
    input: z.object({ [which]: z.string().trim().min(1).max(100), ...formShape(form, true) }),
    positional: [which],
    permission: rightOf(of.noun, "update"),
    reads: false,
    admin: apart,
    audience: apart ? "person" : "chat_channel",
    suggests: {
      ...suggestionsOf(form),
      [which]: (context, typed) => namesLike(context, typed, [of.noun]),
    },
    async run(context: Context, { [which]: name, ...typed }: Typed) {
      if (Object.values(typed).every((value) => value === undefined)) {
        const options = Object.keys(form.inputs).join(", ");
        throw new UserError(fillPlaces(say(SAYS.nothing, context.locale), { options }));
      }
      const found = await findResource(context, String(name), [], [of.noun]);
      const row = await answerOf<Row>(rowWithId(context.session, of.view, found.id));
      const input = await verbInput(context, form, initialValues(form, row), typed);
      const steps = [
        [form.verb, { input }],
        ...(form.follow ? [[`${form.follow}_${of.noun}`, {}] as const] : []),
      ];
      for (const [step, more] of steps as [string, object][])
        await verb(context.session, step, {
          [of.argument ?? of.noun]: found.id,
          ...more,
          request: context.request(step),
        });
      return doneAnswer(context, [{ resource: of.noun, id: found.id }], say(form.done, context.locale));
    },
  };
}
