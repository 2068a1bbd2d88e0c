import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { literally } from "@tidings/shared/resource/containing.ts";
import { beginningOf, type Copied, copiedFrom, copiedText } from "@tidings/shared/resource/copied.ts";
import {
  drawable,
  drawableInChat,
  type Form,
  type Resource,
  type Row,
  textFor,
} from "@tidings/shared/resource/define.ts";
import { filesOf } from "@tidings/shared/resource/form_values.ts";
import { NOUNS, rightOf } from "@tidings/shared/resource/nouns.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { z } from "zod";
import { answerOf, verb } from "../data/database.ts";
import { rowsOfNoun, rowWithId } from "../data/rows.ts";
import type { Answer } from "../ground/answer.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { begunWith } from "./begun_with.ts";
import { doneAnswer } from "./done.ts";
import { findResource, namesLike } from "./find.ts";
import { formChoices, formShape, formWords, typedOf, understoodOf, verbInput } from "./form_options.ts";
import { commandHead, onlyFor, WHICH } from "./head.ts";
import { panelForm } from "./panel_form.ts";
import { answeredCard } from "./resource.ts";

/** `<noun> copy`: a new row made of another, with what is named in place of what it had. */

const SAYS = {
  title: w("复制{one}", "Copy {one}"),
  about: w(
    "以相同的内容新建一份；填写的选项取代原值。",
    "Creates a copy. Options you give replace the old values.",
  ),
  panel: w("在管理台打开预填原内容的表单", "Opens a form in the panel, prefilled from an existing item"),
} as const satisfies Record<string, Words>;

type Typed = Readonly<Record<string, unknown>>;

/** The command that copies a row of this noun, where its declaration says that it can be copied and a form makes one. */
export function copyCommands(of: Resource): AnyCommand[] {
  if (!of.copies) return [];
  const inChat = drawableInChat(of.forms.create);
  if (inChat) return [copyCommand(of, inChat)];
  return drawable(of.forms.create) ? [inPanelCommand(of)] : [];
}

/** What a command that copies is called. */
export const copyTitle = ({ noun }: Pick<Resource, "noun">): Words => {
  const { one } = NOUNS[noun];
  return { zh: fillPlaces(SAYS.title.zh, { one: one.zh }), en: fillPlaces(SAYS.title.en, { one: one.en }) };
};

/** The names that begin as those of all copies of a row do. */
export async function takenNames(context: Context, of: Resource, name: string): Promise<string[]> {
  const like = `${literally(beginningOf(name))}%`;
  const rows = await answerOf<Row[]>(
    rowsOfNoun(context, of, `id, ${of.title}`).ilike(of.title, like) as never,
  );
  return rows.map((row) => String(row[of.title]));
}

interface Source extends Copied {
  readonly name: string;
}

/** The row that is named, and what a copy of it begins with. @throws UserError, Refusal */
async function sourceOf(
  context: Context,
  of: Resource,
  form: Form,
  typed: string,
  whole?: true,
): Promise<Source> {
  const found = await findResource(context, typed, [], [of.noun], whole);
  const row = await answerOf<Row>(rowWithId(context.session, of.view, found.id));
  const taken = of.copies?.name ? await takenNames(context, of, String(row[of.title])) : [];
  const { at: now, zone } = context;
  return { name: titleText(of, row, context), ...copiedFrom({ of, form, row, taken, now, zone }) };
}

function copyCommand(of: Resource, form: Form): AnyCommand {
  const which = of.noun;
  return {
    ...commandHead(of.noun, "copy"),
    words: {
      title: copyTitle(of),
      act: form.confirm,
      description: SAYS.about,
      options: { [which]: WHICH, ...formWords(form) },
      choices: formChoices(form),
    },
    input: z.object({ [which]: z.string().trim().min(1).max(100), ...formShape(form, true) }),
    positional: [which],
    ...onlyFor(rightOf(of.noun, "create")),
    ...(form.sudo ? { sudo: true as const } : {}),
    reads: false,
    ...begunWith(of, form, async (context, name) => {
      const { values } = await sourceOf(context, of, form, name, true);
      return typedOf(form, values, {});
    }),
    async run(context: Context, { [which]: named, ...typed }: Typed): Promise<Answer> {
      const { name, values, left } = await sourceOf(context, of, form, String(named));
      const input = await verbInput(context, form, values, typed);
      const none = Object.fromEntries(filesOf(form).map(([file]) => [file, null]));
      const request = context.request(form.verb);
      const made = await verb<Row>(context.session, form.verb, { input: { ...none, ...input }, request });
      const card = answeredCard({ resource: of.noun, id: String(made.id) }, made);
      const [, without] = copiedText(name, left, context.locale);
      const done = say(textFor(form.done, { ...made, count: 1 }, context.zone), context.locale);
      const lines = [done, ...understoodOf(context, form, typed), without];
      return doneAnswer(context, [card], lines.filter(Boolean).join("\n"));
    },
  };
}

/** Of a form with lists, groups or pictures: says where it is, filled in. */
const inPanelCommand = (of: Resource): AnyCommand => ({
  ...commandHead(of.noun, "copy"),
  ...onlyFor(rightOf(of.noun, "create")),
  words: { title: copyTitle(of), description: SAYS.panel, options: { resource: WHICH } },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  reads: true,
  audience: "person",
  suggests: { resource: (context: Context, typed: string) => namesLike(context, typed, [of.noun]) },
  async run(context: Context, { resource }: { readonly resource?: unknown }): Promise<Answer> {
    const { id, name } = await findResource(context, String(resource), [], [of.noun]);
    const [text] = copiedText(name, [], context.locale);
    return panelForm(context, { noun: of.noun, page: `new?copy=${id}`, title: copyTitle(of), text });
  },
});
