import { CHANNEL_LANGUAGES } from "@tidings/shared/alerts/chat_channel.ts";
import { type AlertKind, isDigest } from "@tidings/shared/alerts/words.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";
import { allKinds, kindLines, kindsTyped, suggestKinds } from "./told.ts";

const SAYS = {
  done: w("本频道将收到以下消息", "This channel now gets these messages"),
  eyes: w(
    "卡片按您的权限和本频道的语言显示（更改语言：`subscribe --language zh-CN`）；能否操作仍取决于各人的权限。取消部分类别：`unsubscribe <类别>`；全部取消：`unsubscribe`",
    "Cards show what your permissions allow, in this channel's language (to change it: `subscribe --language en`). Who can act still depends on each person's permissions. To stop some: `unsubscribe <kinds>`. To stop all: `unsubscribe`",
  ),
  digests: w(
    "从下一次起，汇总将在当日、当周或当月结束后的次日 09:00 发送。",
    "Digests arrive at 09:00 the morning after each day, week or month ends, starting with the next one.",
  ),
  where: w(
    "请在要接收消息的 Slack 或 Discord 频道里执行。",
    "Run this in the Slack or Discord channel that should get the messages.",
  ),
  outsideSlack: w(
    "我不在这个频道里，无法在这里发消息，所以没有订阅。请先用 /invite 邀请我，再执行一次。",
    "I'm not in this channel and can't post here, so it isn't subscribed. Add me with /invite, then run this again.",
  ),
  outsideDiscord: w(
    "我无权在这个频道发消息，所以没有订阅。请先给我「查看频道、发送消息、嵌入链接、上传文件」的权限，再执行一次。",
    "I'm not allowed to post in this channel, so it isn't subscribed. Give me the permissions View Channel, Send Messages, Embed Links and Attach Files, then run this again.",
  ),
} as const satisfies Record<string, Words>;

export const subscribe = defineCommand({
  name: "subscribe",
  feature: "alerts",
  admin: true,
  words: {
    title: w("订阅", "Subscribe"),
    description: w(
      "在本频道订阅待审批、通道异常、任务暂停等消息；不写类别则订阅汇总以外的全部",
      "Posts pending reviews, failing channels, paused sends and more here; default: all but digests",
    ),
    options: { kinds: w("类别", "Kinds"), language: w("本频道的语言", "Channel language") },
    choices: CHANNEL_LANGUAGES,
  },
  input: z.object({
    kinds: z.string().trim().max(300).optional(),
    language: z.enum(["zh-CN", "en"]).optional(),
  }),
  positional: ["kinds"],
  permission: "KooMessage:chat:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { kinds: suggestKinds },
  values: { kinds: allKinds },
  async run(context, { kinds, language }): Promise<Answer> {
    const locale = language ?? context.locale;
    if (context.chatChannel === null) throw new UserError(say(SAYS.where, locale));
    const { canPost, name } = await context.aboutChannel();
    if (!canPost) {
      const outside = context.source === "discord" ? SAYS.outsideDiscord : SAYS.outsideSlack;
      throw new UserError(say(outside, locale));
    }
    const made = await verb<{ kinds: AlertKind[] }>(context.session, "subscribe_chat_channel", {
      input: {
        chat_channel: context.chatChannel,
        team: context.team,
        ...(name === null ? {} : { name }),
        kinds: kinds ? kindsTyped(context, kinds) : null,
        ...(language === undefined ? {} : { locale: language }),
      },
      request: context.request("subscribe_chat_channel"),
    });
    return {
      tone: "good",
      title: say(SAYS.done, locale),
      text: [
        kindLines(made.kinds, locale),
        ...(made.kinds.some(isDigest) ? [say(SAYS.digests, locale)] : []),
      ].join("\n"),
      note: hinted(SAYS.eyes, { ...context, locale }),
    };
  },
});
