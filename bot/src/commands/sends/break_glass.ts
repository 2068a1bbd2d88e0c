import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findOne, namesLike } from "../../engine/find.ts";
import { act } from "../../engine/resource.ts";
import { requireTransition } from "../../engine/transitions.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  done: w("已紧急放行：{name}", "The glass is broken: {name}"),
  ask: w("确定紧急放行「{name}」吗？", "Break the glass for {name}?"),
  warning: w(
    "任务将不经应有的审批立即发送；所有审批人都会收到通知，原因记入审计日志。确认请点按钮，或加 --sure 再执行一次。",
    "It goes without the approvals its rules ask for. Everyone who may approve is told, and the reason stands in the audit log. Press the button, or run it again with --sure.",
  ),
  button: w("紧急放行", "Break the glass"),
} as const satisfies Record<string, Words>;

export const breakGlass = defineCommand({
  name: "break-glass",
  feature: "sends",
  admin: true,
  words: {
    title: w("紧急放行", "Break glass"),
    description: w(
      "不等审批，立即放行待审批的任务；须写明原因，并通知所有审批人",
      "Lets a send go without its approvals, with a reason; everyone who may approve is told",
    ),
    options: {
      resource: w("发送任务", "Send"),
      reason: w("原因", "Reason"),
      sure: w("确认", "Sure"),
    },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500),
    sure: z.boolean().optional(),
  }),
  positional: ["resource", "reason"],
  permission: "KooMessage:sendTask:breakGlass",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], ["in_review"]) },
  async run(context, { resource, reason, sure }): Promise<Answer> {
    const found = await findOne(context, resource, ["send"], ["in_review"], false);
    const told = (words: Words) => fillPlaces(say(words, context.locale), { name: found.name });
    if (!sure) {
      // Refuse before asking for confirmation.
      await requireTransition(context, "break_glass", { resource: "send", id: found.id }, found.state ?? "");
      return {
        tone: "warn",
        title: told(SAYS.ask),
        text: told(SAYS.warning),
        ephemeral: true,
        actions: [
          {
            command: "break-glass",
            input: { resource: found.id, reason, sure: true },
            label: told(SAYS.button),
            style: "danger",
          },
        ],
      };
    }
    const { answer } = await act(context, "break_glass", { resource: "send", id: found.id }, { reason });
    return { ...answer, title: told(SAYS.done) };
  },
});
