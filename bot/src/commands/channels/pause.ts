import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import type { ChannelCard } from "../../resources/rows.ts";
import { channelsAnswer } from "./channels.ts";

const DONE = {
  zh: "通道「{name}」已暂停：不再提交，回执照常接收",
  en: "The channel {name} is paused: nothing goes out through it, receipts still come in",
};

export const channelPause = defineCommand({
  name: "channel pause",
  feature: "channels",
  admin: true,
  words: {
    title: { zh: "暂停通道", en: "Pause channel" },
    description: {
      zh: "暂停一个通道的提交，须写明原因",
      en: "Hands nothing more over through a channel, with the reason",
    },
    options: { channel: { zh: "通道", en: "Channel" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({
    channel: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500),
  }),
  positional: ["channel", "reason"],
  permission: "KooMessage:channel:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { channel: (context, typed) => namesOf(context, "channel_cards", typed) },
  async run(context, { channel, reason }) {
    const { id, name } = await findNamed(context, "channel_cards", channel);
    const request = context.request(`pause_channel/${id}`);
    const row = await verb<ChannelCard>(context.session, "pause_channel", { channel: id, reason, request });
    return channelsAnswer(context, [row], fillPlaces(say(DONE, context.locale), { name }));
  },
});
