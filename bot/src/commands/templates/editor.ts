import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { findOne, namesLike } from "../../engine/find.ts";
import { panelForm } from "../../engine/panel_form.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  how: w(
    "卡片模板在管理台的编辑器中制作：选择版式、填写文字、上传图片，随时预览，然后提交审核。文案可先用 `draft` 起草。",
    "Card templates are made in the panel's editor: choose a layout, fill in its texts and pictures, see it as a phone shows it, then submit it. `draft` writes the copy for you.",
  ),
  edit: w(
    "「{name}」在管理台的编辑器中修改；保存后用 `submit` 提交审核。",
    "{name} is edited in the panel's editor. Once it is saved, `submit` puts it in review.",
  ),
  editor: w("打开编辑器", "The editor"),
} as const satisfies Record<string, Words>;

/** The editor of the panel (TPL-3 to TPL-5 are the panel's). */
const EDITOR = { noun: "template", label: SAYS.editor } as const;

const MAKE: Words = w("制作模板", "Make a template");
const EDIT: Words = w("修改模板", "Edit a template");

/** TPL-2 is made in the panel alone: this says where. */
export const templateAdd = defineCommand({
  name: "template add",
  feature: NOUNS.template.feature,
  words: {
    title: MAKE,
    description: w(
      "卡片模板在管理台制作：给出编辑器的地址",
      "Card templates are made in the panel: says where its editor is",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:template:create",
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    return panelForm(context, { ...EDITOR, page: "new", title: MAKE, text: hinted(SAYS.how, context) });
  },
});

/** As `template add`, for one that is there. */
export const templateEdit = defineCommand({
  name: "template edit",
  feature: NOUNS.template.feature,
  words: {
    title: EDIT,
    description: w(
      "卡片模板在管理台修改：给出该模板编辑器的地址",
      "Card templates are edited in the panel: says where the editor of this one is",
    ),
    options: { resource: w("名称或编号", "Name or id") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: "KooMessage:template:update",
  reads: true,
  audience: "person",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["template"], ["draft", "rejected"]) },
  async run(context, { resource }): Promise<Answer> {
    const { id, name } = await findOne(context, resource, ["template"], ["draft", "rejected"]);
    const text = hinted(SAYS.edit, context, { name });
    return panelForm(context, { ...EDITOR, page: `${id}/edit`, title: EDIT, text });
  },
});
