import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { nounsThat } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { doneAnswer } from "../../engine/done.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { ownTyped } from "../../engine/own.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE: Words = w("自定义字段已保存，审批不受影响。", "Custom fields saved. Approvals aren't affected.");

const RESOURCES = nounsThat("own");

/** Sets the own fields of a row that no approval is about (FLD-1). */
export const fieldSet = defineCommand({
  name: "field set",
  feature: "own",
  admin: true,
  words: {
    title: w("填写字段", "Set custom fields"),
    description: w(
      "填写不属于审批内容的自定义字段；可随时填写，不影响已有的审批",
      "Sets custom fields that need no approval, at any time; approvals stay valid",
    ),
    options: {
      resource: w("模板、发送任务、企业备案或服务号", "Template, send, filing or service account"),
      own: w("字段（标识=值; 标识=值）", "Fields (key=value; key=value)"),
    },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100), own: z.string().trim().min(1).max(2_900) }),
  positional: ["resource", "own"],
  permission: "KooMessage:template:list",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, RESOURCES) },
  async run(context, { resource, own }) {
    const found = await findResource(context, resource, undefined, RESOURCES);
    const input = { own: await ownTyped(context, found.resource, own) };
    const step = `set_own_${found.resource}`;
    await verb(context.session, step, { [found.resource]: found.id, input, request: context.request(step) });
    return doneAnswer(context, [{ resource: found.resource, id: found.id }], say(DONE, context.locale));
  },
});
