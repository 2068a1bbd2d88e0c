import { say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { UserError } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const NONE = w("还没有发送任务。", "No sends yet.");
const MOVING = ["expanding", "ready", "sending", "trial_hold", "paused", "recurring"];

export const status = defineCommand({
  name: "status",
  feature: "sends",
  words: {
    title: w("进度", "Status"),
    description: w(
      "查看发送任务的进度，消息会自动更新；不写名称则为最近的任务",
      "Shows a send's progress and keeps it up to date; without a name, the latest send",
    ),
    options: { send: w("发送任务", "Send") },
  },
  input: z.object({ send: z.string().trim().max(100).optional() }),
  positional: ["send"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "chat_channel",
  suggests: { send: (context, typed) => namesLike(context, typed, ["send"], MOVING) },
  async run(context, { send }) {
    const card = (id: string) => resourceAnswer(viewOf(context), { resource: "send", id });
    if (send) return card((await findOne(context, send, ["send"], MOVING)).id);
    const latest = await answerOf<{ id: string }[]>(
      rowsHere(context, "sends", "id").order("created_at", { ascending: false }).limit(1),
    );
    if (!latest[0]) throw new UserError(say(NONE, context.locale));
    return card(latest[0].id);
  },
});
