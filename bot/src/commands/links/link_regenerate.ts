import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findTask, linkText } from "../../engine/drawn/typed_link.ts";
import { namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { UserError } from "../../ground/errors.ts";
import { typedParams } from "../../numbers/typed_params.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const WRONG: Words = w(
  "更正请写成 3: name=李先生; code=6-2 | 7: cust_flag=A12，序号见 link-show。",
  "Write corrections as 3: name=Li; code=6-2 | 7: cust_flag=A12, with the numbers from link-show.",
);

interface Correction {
  readonly ordinal: number;
  readonly cust_flag?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** Parses `3: name=Li; code=6-2 | 7: cust_flag=A12`: corrections to links by their ordinal number. */
function correctionsOf({ locale }: Context, text: string): Correction[] {
  return text.split(/[|｜\n]/).map((piece) => {
    const parts = /^\s*(\d{1,9})\s*[:：]([\s\S]+)$/.exec(piece);
    if (!parts) throw new UserError(say(WRONG, locale));
    const { cust_flag, ...params } = typedParams(parts[2] ?? "", 1, locale)[0] ?? {};
    return {
      ordinal: Number(parts[1]),
      ...(cust_flag === undefined ? {} : { cust_flag }),
      ...(Object.keys(params).length > 0 ? { params } : {}),
    };
  });
}

export const linkRegenerate = defineCommand({
  name: "link-regenerate",
  feature: "links",
  words: {
    title: w("重新生成短链", "Regenerate links"),
    description: w(
      "重新生成个性化任务中失败的短链，可先更正客户标识或参数",
      "Regenerates failed links of a personal task, corrected if needed",
    ),
    options: {
      resource: w("解析任务", "Link task"),
      corrections: w(
        "更正，如 3: name=李先生; code=6-2 | 7: cust_flag=A12",
        "Corrections: 3: name=Li; code=6-2 | 7: cust_flag=A12",
      ),
    },
  },
  input: z.object({
    resource: linkText(),
    corrections: z.string().trim().max(3_000).optional(),
  }),
  positional: ["resource", "corrections"],
  permission: "KooMessage:resolveTask:create",
  reads: false,
  audience: "chat_channel",
  suggests: {
    resource: (context, typed) => namesLike(context, typed, ["resolve_task"], ["partial", "failed"]),
  },
  async run(context, { resource, corrections }) {
    const id = await findTask(context, resource, { prefer: ["partial", "failed"] });
    await verb(context.session, "regenerate_resolve_task", {
      task: id,
      input: { corrections: corrections === undefined ? [] : correctionsOf(context, corrections) },
      request: context.request(`regenerate/${id}`),
    });
    return resourceAnswer(viewOf(context), { resource: "resolve_task", id });
  },
});
