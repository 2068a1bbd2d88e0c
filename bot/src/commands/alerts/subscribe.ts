import { ALERT_KIND_WORDS, ALERT_KINDS, type AlertKind } from "@tidings/shared/alerts/words.ts";
import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { hinted } from "../../hints.ts";
import { type Context, defineCommand } from "../../registry.ts";

const SAYS = {
  done: { zh: "本频道将收到以下消息", en: "This channel is told from now on" },
  eyes: {
    zh: "卡片以您的权限显示；谁可以操作仍由各人的权限决定。取消：`unsubscribe`",
    en: "Cards are drawn with your rights; who may press a button is decided by their own. To end it: `unsubscribe`",
  },
  where: {
    zh: "请在要接收消息的 Slack 或 Discord 频道里执行。",
    en: "Send it in the Slack or Discord channel that shall be told.",
  },
  outsideSlack: {
    zh: "我不在这个频道里，无法在这里发消息，所以没有订阅。请先用 /invite 邀请我，再执行一次。",
    en: "I am not in this channel and can post nothing here, so it is not subscribed. Add me with /invite, then send this again.",
  },
  outsideDiscord: {
    zh: "我无权在这个频道发消息，所以没有订阅。请先给我「查看频道、发送消息、嵌入链接、上传文件」的权限，再执行一次。",
    en: "I may not post in this channel, so it is not subscribed. Give me the permissions View Channel, Send Messages, Embed Links and Attach Files here, then send this again.",
  },
  unknown: {
    zh: "没有「{word}」这类消息。可选：{kinds}",
    en: "There is no kind “{word}”. There is: {kinds}",
  },
} as const satisfies Record<string, Words>;

export const subscribe = defineCommand({
  name: "subscribe",
  feature: "alerts",
  admin: true,
  words: {
    title: { zh: "订阅", en: "Subscribe" },
    description: {
      zh: "让本频道收到待审批、通道异常、任务暂停等消息；不写类别则为汇总以外的全部",
      en: "Has this channel told of reviews that wait, sick channels, paused sends …; without kinds: all but digests",
    },
    options: { kinds: { zh: "类别", en: "Kinds" } },
  },
  input: z.object({ kinds: z.string().trim().max(300).optional() }),
  positional: ["kinds"],
  permission: "KooMessage:chat:manage",
  reads: false,
  audience: "chat_channel",
  suggests: {
    kinds: async (_context, typed) => ALERT_KINDS.filter((kind) => kind.includes(typed.trim().toLowerCase())),
  },
  async run(context, { kinds }): Promise<Answer> {
    const { locale } = context;
    if (context.chatChannel === null) throw new UserError(say(SAYS.where, locale));
    if (!(await context.canPost())) {
      const outside = context.source === "discord" ? SAYS.outsideDiscord : SAYS.outsideSlack;
      throw new UserError(say(outside, locale));
    }
    const made = await verb<{ kinds: AlertKind[] }>(context.session, "subscribe_chat_channel", {
      input: {
        chat_channel: context.chatChannel,
        team: context.team,
        kinds: kinds ? kindsOf(context, kinds) : null,
        locale,
      },
      request: context.request("subscribe_chat_channel"),
    });
    return {
      tone: "good",
      title: say(SAYS.done, locale),
      text: made.kinds.map((kind) => `• ${kindText(kind, locale)}`).join("\n"),
      note: hinted(SAYS.eyes, context),
    };
  },
});

function kindText(kind: AlertKind, locale: Locale): string {
  return `${say(ALERT_KIND_WORDS[kind], locale)} (${kind})`;
}

/** Kinds by their name, with commas or spaces between. @throws UserError that names what is none */
function kindsOf(context: Context, typed: string): AlertKind[] {
  const words = typed
    .toLowerCase()
    .replaceAll("-", "_")
    .split(/[\s,，、;；]+/)
    .filter((word) => word !== "");
  return words.map((word) => {
    const kind = ALERT_KINDS.find((each) => each === word || ALERT_KIND_WORDS[each].zh === word);
    if (kind === undefined) {
      const places = { word, kinds: ALERT_KINDS.join(", ") };
      throw new UserError(fillPlaces(say(SAYS.unknown, context.locale), places));
    }
    return kind;
  });
}
