import { ONCE, toldOnce } from "@tidings/shared/catalogue/answers.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  drawableInChat,
  type Form,
  type Resource,
  type Row,
  sureOfForm,
  textFor,
} from "@tidings/shared/resource/define.ts";
import { filesOf, initialValues } from "@tidings/shared/resource/form_values.ts";
import { headOf, rightOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { answerOf, verb } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { Action, Answer } from "../ground/answer.ts";
import { Refusal, UserError } from "../ground/errors.ts";
import { permissionRefusal } from "../registry/permission.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { begunWith } from "./begun_with.ts";
import { doneAnswer } from "./done.ts";
import { findResource } from "./find.ts";
import {
  formChoices,
  formShape,
  formWords,
  positionalOf,
  suggestionsOf,
  typedOf,
  understoodOf,
  valuesOf,
  verbInput,
} from "./form_options.ts";
import { commandHead, OWN, onlyFor, WHICH } from "./head.ts";
import { nextStepLine } from "./next_step.ts";
import { ownTyped } from "./own.ts";
import { panelCommands } from "./panel_form.ts";
import { dataNow } from "./program.ts";
import { mustChoose, onlyOf } from "./references.ts";
import { answeredCard } from "./resource.ts";
import { SPECIAL } from "./special.ts";
import { askSure } from "./sure.ts";
import { requireRight } from "./transitions.ts";

const SAYS = {
  nothing: w("请写明要修改什么：{options}", "Specify what to change: {options}"),
} as const satisfies Record<string, Words>;

type Typed = Readonly<Record<string, unknown>>;

/** `<noun> add` and `<noun> edit`, where the declaration has a form that an engine can draw. */
export function formCommands(of: Resource): AnyCommand[] {
  const create = drawableInChat(of.forms.create);
  const update = drawableInChat(of.forms.update);
  return [
    ...(create === null ? [] : [createCommand(of, create)]),
    ...(update === null ? [] : [editCommand(of, update)]),
    ...panelCommands(of),
  ];
}

/** The option that says yes to what cannot be undone. */
function sureOption(form: Form): { words: Readonly<Record<string, Words>>; shape: z.ZodRawShape } {
  const sure = sureOfForm(form);
  return sure ? { words: { sure }, shape: { sure: z.boolean().optional() } } : { words: {}, shape: {} };
}

/** What is asked before a form does what cannot be undone; nothing is done yet. */
function formQuestion(
  context: Context,
  form: Form,
  { command, input }: Pick<Action, "command" | "input">,
): Answer {
  return {
    ...askSure(context, {
      text: form.note ? say(form.note, context.locale) : "",
      sure: sureOfForm(form),
      action: { command, input, label: say(form.confirm, context.locale), style: "danger" },
    }),
    title: say(form.title, context.locale),
  };
}

function createCommand(of: Resource, form: Form): AnyCommand {
  const head = commandHead(of.noun, "add", [
    `${headOf(of.noun).command}-add`,
    ...(form.alias ? [form.alias] : []),
  ]);
  const only = onlyFor(rightOf(of.noun, "create"));
  const confirmed = sureOption(form);
  return {
    ...head,
    words: {
      title: form.title,
      act: form.confirm,
      description: of.words.note,
      options: { ...formWords(form), ...confirmed.words },
      choices: formChoices(form),
    },
    input: z.object({ ...formShape(form), ...confirmed.shape }),
    positional: positionalOf(form),
    suggests: suggestionsOf(form),
    values: valuesOf(form),
    begins: typedOf(form, initialValues(form), {}),
    ...(mustChoose(form) ? { beginsWith: (context: Context) => onlyOf(context, form) } : {}),
    ...only,
    ...(form.sudo ? { sudo: true as const } : {}),
    reads: false,
    async run(context: Context, { sure, ...typed }: Typed) {
      if (form.final && !sure) {
        const refusal = permissionRefusal(only, context.me);
        if (refusal !== null) throw refusal;
        return formQuestion(context, form, { command: head.name, input: typed });
      }
      const input = await verbInput(context, form, initialValues(form), typed);
      const asked = { ...Object.fromEntries(filesOf(form).map(([name]) => [name, null])), ...input };
      let answer: Typed;
      try {
        const request = context.request(form.verb);
        answer = await verb<Typed>(context.session, form.verb, { input: asked, request });
      } catch (error) {
        const told = error instanceof Refusal ? await SPECIAL[of.noun]?.refused?.(context, error) : null;
        if (told) return told;
        throw error;
      }
      const own = await SPECIAL[of.noun]?.made?.(context, answer);
      const once = toldOnce(answer, ONCE);
      if (own)
        return { ...own, ...(await dataNow(context, { resource: of.noun, id: String(answer.id) }, once)) };
      const made = (form.makes ? answer[form.makes] : [answer]) as readonly { readonly id: string }[];
      const cards = made.map((row) => answeredCard({ resource: of.noun, id: row.id }, row));
      const done = say(
        textFor(form.done, { ...made[0], count: made.length } as Row, context.zone),
        context.locale,
      );
      const next = await nextStepLine(context, of.noun);
      const lines = [done, ...understoodOf(context, form, typed), next];
      const told = await doneAnswer(context, cards, lines.filter((line) => line !== null).join("\n"));
      if (told.data === undefined) return told;
      const items = [told, ...(told.more ?? [])].map(({ data }) => data);
      return { ...told, data: form.makes ? { items } : { ...told.data, ...once } };
    },
  };
}

function editCommand(of: Resource, form: Form): AnyCommand {
  const which = of.noun;
  const options = Object.entries(form.inputs).map(([name, input]) => input.option ?? name);
  const shape = formShape(form, true);
  const head = commandHead(of.noun, "edit", form.alias ? [form.alias] : []);
  const confirmed = sureOption(form);
  return {
    ...head,
    words: {
      title: form.title,
      act: form.confirm,
      description: form.note ?? form.title,
      options: {
        [which]: WHICH,
        ...formWords(form, true),
        ...(form.own ? { own: OWN } : {}),
        ...confirmed.words,
      },
      choices: formChoices(form),
    },
    input: z.object({
      [which]: z.string().trim().min(1).max(100),
      ...shape,
      ...(form.own ? { own: z.string().trim().max(2_900).optional() } : {}),
      ...confirmed.shape,
    }),
    // What has one value is edited by it: `channel edit 备用 50`.
    positional: options.length === 1 ? [which, ...options] : [which],
    ...onlyFor(rightOf(of.noun, "update")),
    ...(form.sudo ? { sudo: true as const } : {}),
    reads: false,
    ...begunWith(of, form, async (context, name) => {
      const found = await findResource(context, name, [], [of.noun], true);
      const row = await answerOf<Row>(rowWithId(context.session, of.view, found.id));
      return typedOf(form, initialValues(form, row), row);
    }),
    async run(context: Context, { [which]: name, sure, ...typed }: Typed) {
      if (Object.values(typed).every((value) => value === undefined)) {
        throw new UserError(fillPlaces(say(SAYS.nothing, context.locale), { options: options.join(", ") }));
      }
      const found = await findResource(context, String(name), [], [of.noun]);
      if (form.final && !sure) {
        await requireRight(context, "update", found);
        const input = { ...typed, [which]: found.id };
        return formQuestion(context, form, { command: head.name, input });
      }
      const row = await answerOf<Row>(rowWithId(context.session, of.view, found.id));
      const values = await verbInput(context, form, initialValues(form, row), typed, row);
      const own = form.own && typed.own ? { own: await ownTyped(context, of.noun, String(typed.own)) } : {};
      const input = { ...values, ...own, ...(form.revised ? { base_revision: row.revision } : {}) };
      const steps = [
        [form.verb, { input }],
        // What can be saved before it is complete is submitted by a command of its own.
        ...(form.follow && !form.draft ? [[`${form.follow}_${of.noun}`, {}] as const] : []),
      ];
      let answer: unknown;
      for (const [step, more] of steps as [string, object][])
        answer = await verb(context.session, step, {
          [of.argument ?? of.noun]: found.id,
          ...more,
          request: context.request(step),
        });
      const done = say(
        textFor(form.draft?.done ?? form.done, { ...found, ...(answer as Row | null) }, context.zone),
        context.locale,
      );
      const lines = [done, ...understoodOf(context, form, typed)];
      return doneAnswer(context, [answeredCard(found, answer)], lines.join("\n"));
    },
  };
}
