import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { REVEALED } from "@tidings/shared/numbers/inputs.ts";
import { RESOURCE_NAMES } from "@tidings/shared/people/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  number: w("完整号码", "Full number"),
  again: w(
    "此请求的号码已显示过，每个请求只显示一次。",
    "This request's number was already shown. Each request shows it only once.",
  ),
  note: w("已写入审计日志。", "Recorded in the audit log."),
} as const satisfies Record<string, Words>;

interface Revealed {
  readonly number?: string;
  readonly params?: Readonly<Record<string, string>> | null;
}

/** IAM-3: one whole number with its parameters, for a reason. Not in chat, whose platform would keep it. */
export const reveal = defineCommand({
  name: "reveal",
  feature: "numbers",
  words: {
    title: w("显示号码", "Reveal a number"),
    description: w(
      "显示脱敏记录的完整号码和参数；须写明原因，查看会写入审计日志",
      "Reveals a masked record's full number and parameters; needs a reason, kept in the audit log",
    ),
    options: {
      id: w("明细编号", "Message ID"),
      reason: w("原因", "Reason"),
      kind: w("记录的类型", "Record type"),
    },
    choices: Object.fromEntries(REVEALED.map((kind) => [kind, RESOURCE_NAMES[kind]])),
  },
  input: z.object({
    id: z.string().trim().min(1).max(200),
    reason: z.string().trim().min(1).max(500),
    kind: z.enum(REVEALED).optional(),
  }),
  positional: ["id", "reason"],
  permission: "KooMessage:recipient:reveal",
  reads: false,
  once: true,
  terminalOnly: true,
  audience: "person",
  async run(context, { id, reason, kind = "delivery" }): Promise<Answer> {
    const { number, params } = await verb<Revealed>(context.session, "reveal_recipient", {
      resource: kind,
      id,
      reason,
      request: context.request("reveal"),
    });
    if (number === undefined) return { tone: "warn", text: say(SAYS.again, context.locale) };
    return {
      tone: "plain",
      fields: [
        { label: say(SAYS.number, context.locale), value: number },
        ...Object.entries(params ?? {}).map(([label, value]) => ({ label, value: value ?? "" })),
      ],
      note: say(SAYS.note, context.locale),
    };
  },
});
