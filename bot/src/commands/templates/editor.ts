import { fillPlaces, type Words, w } from "@tidings/shared/ground/locale.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { findOne, namesLike } from "../../engine/find.ts";
import { panelForm } from "../../engine/panel_form.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

/** What is made in an editor of the panel (TPL-2 to TPL-5, BAS-2), and what its commands say. */
interface Edited {
  readonly noun: "template" | "basic_template";
  /** What is made, for titles. */
  readonly one: Words;
  readonly how: Words;
}

const CARDS: Edited = {
  noun: "template",
  one: w("卡片模板", "card templates"),
  how: w(
    "卡片模板在管理台的编辑器中制作：选择版式、填写文字、上传图片，随时预览，然后提交审核。文案可先用 `draft` 起草。",
    "Make card templates in the panel's editor: choose a layout, fill in text, upload pictures, preview at any time, then submit for review. You can draft copy with `draft` first.",
  ),
};

const STORYBOARDS: Edited = {
  noun: "basic_template",
  one: w("基础版模板", "basic templates"),
  how: w(
    "基础版模板在管理台的编辑器中制作：插入文本、图片、音频和视频，预览五种手机的效果，选择签名、通道和有效期，然后提交审核。",
    "Make basic templates in the panel's editor: insert text, pictures, audio and video, preview on five phones, choose a signature, channel and validity, then submit for review.",
  ),
};

const SAYS = {
  edit: w(
    "请在管理台的编辑器中修改「{name}」；保存后用 `submit` 提交审核。",
    "Edit “{name}” in the panel's editor. Once it's saved, submit it for review with `submit`.",
  ),
  editor: w("编辑器", "Editor"),
  make: w("制作{one}", "Create {one}"),
  change: w("修改{one}", "Edit {one}"),
  made_there: w("获取在管理台制作{one}的编辑器地址", "Gets the panel editor's URL for creating {one}"),
  edited_there: w("获取在管理台修改{one}的编辑器地址", "Gets the panel editor's URL for editing {one}"),
} as const satisfies Record<string, Words>;

const of = ({ zh, en }: Words, { one }: Edited): Words => ({
  zh: fillPlaces(zh, { one: one.zh }),
  en: fillPlaces(en, { one: one.en }),
});

/** They are made in the panel alone: this says where. */
const adding = (edited: Edited) => {
  const { noun, how } = edited;
  const { command, feature, rights } = NOUNS[noun];
  const title = of(SAYS.make, edited);
  return defineCommand({
    name: `${command} add`,
    feature,
    words: { title, description: of(SAYS.made_there, edited), options: {} },
    input: z.object({}),
    positional: [],
    permission: `${rights}:create`,
    reads: true,
    audience: "person",
    async run(context): Promise<Answer> {
      return panelForm(context, { noun, label: SAYS.editor, page: "new", title, text: hinted(how, context) });
    },
  });
};

/** As `adding`, for one that is there. */
const editing = (edited: Edited) => {
  const { noun } = edited;
  const { command, feature, rights } = NOUNS[noun];
  const title = of(SAYS.change, edited);
  return defineCommand({
    name: `${command} edit`,
    feature,
    words: {
      title,
      description: of(SAYS.edited_there, edited),
      options: { resource: w("名称或编号", "Name or ID") },
    },
    input: z.object({ resource: z.string().trim().min(1).max(100) }),
    positional: ["resource"],
    permission: `${rights}:update`,
    reads: true,
    audience: "person",
    suggests: { resource: (context, typed) => namesLike(context, typed, [noun], ["draft", "rejected"]) },
    async run(context, { resource }): Promise<Answer> {
      const { id, name } = await findOne(context, resource, [noun], ["draft", "rejected"]);
      const text = hinted(SAYS.edit, context, { name });
      return panelForm(context, { noun, label: SAYS.editor, page: `${id}/edit`, title, text });
    },
  });
};

export const templateAdd = adding(CARDS);
export const templateEdit = editing(CARDS);
export const basicTemplateAdd = adding(STORYBOARDS);
export const basicTemplateEdit = editing(STORYBOARDS);
