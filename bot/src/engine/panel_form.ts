import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { drawable, drawableInChat, type Form, type Resource } from "@tidings/shared/resource/define.ts";
import { NOUNS, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import type { Answer } from "../ground/answer.ts";
import { panelField } from "../registry/panel_field.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { findResource, namesLike } from "./find.ts";
import { commandHead, onlyFor, WHICH } from "./head.ts";

/** Forms with lists, groups and pictures: chat says where they are filled in. */

const SAYS = {
  form: w("表单", "Form"),
  add: w(
    "此表单包含列表或图片，请在管理台中填写；保存后可在此提交和审核。",
    "This form has lists or pictures, so complete it in the panel. Once it's saved, you can submit and review it here.",
  ),
  edit: w(
    "「{name}」的表单包含列表或图片，请在管理台中修改；保存后可在此提交和审核。",
    "The form of “{name}” has lists or pictures, so edit it in the panel. Once it's saved, you can submit and review it here.",
  ),
  where: w("获取管理台中的表单地址", "Gets the URL of the form in the panel"),
} as const satisfies Record<string, Words>;

interface PanelForm {
  readonly noun: Noun;
  /** The page of the form, behind the path of the noun. */
  readonly page: string;
  readonly title: Words;
  readonly text: string;
  readonly label?: Words;
}

/** Says where a form of the panel is. */
export function panelForm(
  context: Context,
  { noun, page, title, text, label = SAYS.form }: PanelForm,
): Answer {
  const field = panelField(label, `/${NOUNS[noun].path}/${page}`, context);
  return { tone: "plain", title: say(title, context.locale), text, fields: [field] };
}

/** `<noun> add` and `<noun> edit` of a form that chat cannot ask for. */
export function panelCommands(of: Resource): AnyCommand[] {
  const { create, update } = of.forms;
  const inPanel = (form: typeof create) => (drawableInChat(form) === null ? drawable(form) : null);
  const [makes, edits] = [inPanel(create), inPanel(update)];
  return [...(makes ? [addCommand(of, makes)] : []), ...(edits ? [editCommand(of, edits)] : [])];
}

const shared = (of: Resource, word: "add" | "edit", title: Words) => ({
  ...commandHead(of.noun, word),
  ...onlyFor(rightOf(of.noun, word === "add" ? "create" : "update")),
  words: { title, description: SAYS.where, options: {} },
  input: z.object({}),
  positional: [],
  reads: true as const,
  audience: "person" as const,
});

const addCommand = (of: Resource, { title }: Form): AnyCommand => ({
  ...shared(of, "add", title),
  async run(context: Context): Promise<Answer> {
    return panelForm(context, { noun: of.noun, page: "new", title, text: say(SAYS.add, context.locale) });
  },
});

function editCommand(of: Resource, form: Form): AnyCommand {
  const title = {
    zh: form.title.zh.replace("「{name}」", NOUNS[of.noun].one.zh),
    en: form.title.en.replace("“{name}”", NOUNS[of.noun].one.en),
  };
  return {
    ...shared(of, "edit", title),
    words: { title, description: SAYS.where, options: { resource: WHICH } },
    input: z.object({ resource: z.string().trim().min(1).max(100) }),
    positional: ["resource"],
    suggests: { resource: (context: Context, typed: string) => namesLike(context, typed, [of.noun]) },
    async run(context: Context, { resource }: { readonly resource?: unknown }): Promise<Answer> {
      const { id, name } = await findResource(context, String(resource), [], [of.noun]);
      const text = say(SAYS.edit, context.locale).replace("{name}", name);
      return panelForm(context, { noun: of.noun, page: `${id}/edit`, title, text });
    },
  };
}
