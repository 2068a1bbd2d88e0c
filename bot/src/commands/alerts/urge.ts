import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findResource, namesLike } from "../../engine/find.ts";
import { act } from "../../engine/resource.ts";
import { ASK_ANY, visibleTo } from "../../engine/rights.ts";
import { titled } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE = w("已催审：{name}", "Reviewers reminded: {name}");

/** 催审: the channels that subscribed are told again that something waits. */
export const urge = defineCommand({
  name: "urge",
  aliases: ["remind", "filing urge", "account-part urge", "shortcut urge"],
  feature: "alerts",
  words: {
    title: w("催审", "Remind reviewers"),
    description: w(
      "向已订阅的聊天频道再次发送待审提醒；同一内容两小时内最多一次",
      "Reminds subscribed channels of a pending review; at most once every two hours",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: ASK_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, visibleTo(context), ["in_review"]) },
  async run(context, { resource }) {
    const found = await findResource(context, resource, ["in_review"]);
    const { answer } = await act(context, "urge", found);
    // The button comes back in two hours: the row may still wait then.
    return {
      ...titled(answer, fillPlaces(say(DONE, context.locale), { name: found.name })),
      undecided: true,
    };
  },
});
