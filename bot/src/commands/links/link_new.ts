import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { SIGNATURES, suggestReferences } from "../../engine/references.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { type Answer, saying } from "../../ground/answer.ts";
import { atOption, UserError } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import { orGiveBack } from "../../numbers/give_back.ts";
import type { NumberFile } from "../../numbers/import.ts";
import { typedParams } from "../../numbers/typed_params.ts";
import { nameText } from "../../registry/problems.ts";
import { type Context, defineCommand, file } from "../../registry/registry.ts";
import { linksOfFile, rejectsOf, typedLinks } from "./personal.ts";

const SAYS = {
  one: w(
    "请只选一种：可解析次数（resolutions，群发）、客户标识（flags）、文件（file）或发送任务（send）。",
    "Choose only one: resolutions (group link), flags (customer IDs), a file, or a send.",
  ),
  code: w("自定义短码只用于群发短链。", "Custom short codes are for group links only."),
  params: w(
    "参数（params）只用于群发短链或手动输入的客户标识；文件自带参数列，发送任务自带参数。",
    "Parameters (params) are only for group links or typed customer IDs. Files have parameter columns, and sends have their own parameters.",
  ),
} as const satisfies Record<string, Words>;

const input = z.object({
  template: z.string().trim().min(1).max(64).optional(),
  signature: z.string().trim().min(1).max(200).optional(),
  resolutions: z.int().min(LINK_LIMITS.resolutions.min).max(LINK_LIMITS.resolutions.max).optional(),
  days: z.int().min(1).max(LINK_LIMITS.days.group).optional(),
  params: z.string().trim().max(2_900).optional(),
  flags: z.string().trim().max(2_900).optional(),
  file: file().optional(),
  send: z.string().trim().max(100).optional(),
  name: nameText().optional(),
  jump: z.string().trim().max(256).optional(),
  domain: z.string().trim().max(253).optional(),
  code: z.string().trim().max(10).optional(),
});
type Input = z.infer<typeof input>;

const WAYS = ["resolutions", "flags", "file", "send"] as const;

export const linkNew = defineCommand({
  name: "link-new",
  feature: "links",
  words: {
    title: w("新建短链", "New links"),
    description: w(
      "群发短链（resolutions）或个性化短链（输入至多 100 个客户标识、上传文件或取自发送任务）",
      "Creates a group link (resolutions) or personal links: customer IDs (max 100), a file or a send",
    ),
    options: {
      template: w("模板", "Template"),
      signature: w("签名（最多 5 个）", "Signatures (at most 5)"),
      resolutions: w("可解析次数（群发）", "Resolutions (group link)"),
      days: w("有效期（天）", "Valid for (days)"),
      params: w(
        "参数，如 name=李先生; code=6-2，各客户标识不同时用 | 分开",
        "Parameters: name=Li; code=6-2 (separate with | if they vary by customer ID)",
      ),
      flags: w(
        "客户标识（最多 100 个），以逗号或空格分开，如 A1, A2",
        "Customer IDs (at most 100), separated by commas or spaces: A1, A2",
      ),
      file: w("客户标识文件", "Customer ID file"),
      send: w("取自发送任务", "From a send"),
      name: w("任务名称", "Task"),
      jump: w("跳转链接（群发）", "Target link (group link)"),
      domain: w("域名", "Domain"),
      code: w("自定义短码（群发）", "Custom short code (group link)"),
    },
  },
  input,
  positional: ["template", "signature", "resolutions"],
  permission: "KooMessage:resolveTask:create",
  reads: false,
  audience: "chat_channel",
  missing: (raw) => {
    if (raw.send !== undefined) return null;
    const missing = ["template", "signature"].find((name) => raw[name] === undefined);
    return missing ?? (WAYS.every((name) => raw[name] === undefined) ? "resolutions" : null);
  },
  suggests: {
    template: (context, typed) => namesLike(context, typed, ["template"], ["approved"]),
    signature: (context, typed) => suggestReferences(context, SIGNATURES, typed),
    send: (context, typed) => namesLike(context, typed, ["send"]),
    domain: (context, typed) => namesLike(context, typed, ["domain"], ["approved"]),
  },
  async run(context, asked): Promise<Answer> {
    const { locale } = context;
    if (WAYS.filter((name) => asked[name] !== undefined).length !== 1)
      throw new UserError(say(SAYS.one, locale));
    if (asked.code !== undefined && asked.resolutions === undefined)
      throw new UserError(say(SAYS.code, locale));
    if (asked.params !== undefined && (asked.file !== undefined || asked.send !== undefined))
      throw new UserError(say(SAYS.params, locale));
    // Check everything that can be wrong before the file is uploaded.
    const template =
      asked.template === undefined
        ? null
        : await atOption("template", () =>
            findOne(context, asked.template ?? "", ["template"], ["approved"]),
          );
    const send =
      asked.send === undefined
        ? null
        : await atOption("send", () => findOne(context, asked.send ?? "", ["send"]));
    const domain =
      asked.domain === undefined
        ? null
        : await atOption("domain", () => findOne(context, asked.domain ?? "", ["domain"], ["approved"]));
    const names = asked.signature === undefined ? null : signaturesOf(asked.signature);
    const name =
      asked.name ?? (template && `${template.name.slice(0, 50)} ${dayText(context.at, context.zone)}`);
    const { file: taken, ...links } = await linksOf(context, asked);
    const create = {
      input: {
        ...(name ? { name } : {}),
        ...(template ? { template_id: template.id } : {}),
        ...(send ? { send_id: send.id } : {}),
        ...(domain ? { domain_id: domain.id } : {}),
        ...(names ? { signatures: names } : {}),
        ...(asked.days === undefined ? {} : { validity_days: asked.days }),
        ...(asked.jump === undefined ? {} : { jump_url: asked.jump }),
        source: send ? "send" : "command",
        ...links,
      },
      request: context.request("create_resolve_task"),
    };
    const made = await orGiveBack(context, taken ?? null, () =>
      verb<{ id: string }>(context.session, "create_resolve_task", create),
    );
    const card = await resourceAnswer(viewOf(context), { resource: "resolve_task", id: made.id });
    const told = taken ? rejectsOf(context, taken) : null;
    return saying(card, told);
  },
});

/** Signatures, separated by characters that no signature contains: commas, semicolons, brackets. */
function signaturesOf(typed: string): string[] {
  return typed
    .split(/[,，、;；【】[\]]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The links of the new task: one group link, or a personal link for each flag. */
async function linksOf(
  context: Context,
  asked: Input,
): Promise<Readonly<Record<string, unknown>> & { readonly file?: NumberFile }> {
  const { params } = asked;
  if (asked.resolutions !== undefined) {
    return {
      kind: "group",
      max_resolutions: asked.resolutions,
      ...(params === undefined ? {} : { params: typedParams(params, 1, context.locale)[0] }),
      ...(asked.code === undefined ? {} : { custom_code: asked.code }),
    };
  }
  if (asked.flags !== undefined) return { kind: "personal", ...typedLinks(context, asked.flags, params) };
  return { kind: "personal", ...(asked.file ? await linksOfFile(context, asked.file) : {}) };
}
