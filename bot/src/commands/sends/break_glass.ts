import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findOne, namesLike } from "../../engine/find.ts";
import { act } from "../../engine/resource.ts";
import { requireTransition } from "../../engine/transitions.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  done: w("已紧急放行：{name}", "Emergency release completed: {name}"),
  ask: w("确定紧急放行「{name}」吗？", "Use emergency release for “{name}”?"),
  warning: w(
    "任务将跳过所需审批，立即发送；所有审批人都会收到通知，原因将记入审计日志。如需确认，请点击按钮，或加 --sure 再执行一次。",
    "The send starts immediately, without the approvals it needs. All approvers are notified and the reason is recorded in the audit log. Click the button to confirm, or run the command again with --sure.",
  ),
  button: w("紧急放行", "Emergency release"),
} as const satisfies Record<string, Words>;

export const breakGlass = defineCommand({
  name: "break-glass",
  feature: "sends",
  admin: true,
  words: {
    title: w("紧急放行", "Release now"),
    description: w(
      "不等审批，立即放行待审批的任务；须写明原因并输入密码（聊天中给出管理台链接），并通知所有审批人",
      "Releases a waiting send before it's approved; asks for a reason and the password (in chat: a link)",
    ),
    options: {
      resource: w("发送任务", "Send"),
      reason: w("原因", "Reason"),
      sure: w("确认", "Confirm"),
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
