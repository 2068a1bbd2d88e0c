import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { count } from "../../figures.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import type { ChannelCard } from "../../resources/rows.ts";
import { channelsAnswer } from "./channels.ts";

const DONE = {
  limited: { zh: "通道「{name}」每秒最多 {rate} 条", en: "The channel {name} takes {rate} a second at most" },
  free: { zh: "通道「{name}」不再限速", en: "The channel {name} has no limit" },
};

export const channelLimit = defineCommand({
  name: "channel limit",
  feature: "channels",
  admin: true,
  words: {
    title: { zh: "通道限速", en: "Limit channel" },
    description: {
      zh: "限制通道每秒提交的条数；0 为不限",
      en: "Limits how many messages a second go through a channel; 0 for no limit",
    },
    options: { channel: { zh: "通道", en: "Channel" }, rate: { zh: "每秒条数", en: "Messages a second" } },
  },
  input: z.object({ channel: z.string().trim().min(1).max(100), rate: z.int().min(0).max(100_000) }),
  positional: ["channel", "rate"],
  permission: "KooMessage:channel:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { channel: (context, typed) => namesOf(context, "channel_cards", typed) },
  async run(context, { channel, rate }) {
    const { id, name } = await findNamed(context, "channel_cards", channel);
    const row = await verb<ChannelCard>(context.session, "limit_channel", {
      channel: id,
      input: { rate_per_s: rate === 0 ? null : rate },
      request: context.request(`limit_channel/${id}`),
    });
    const words = rate === 0 ? DONE.free : DONE.limited;
    return channelsAnswer(
      context,
      [row],
      fillPlaces(say(words, context.locale), { name, rate: count(rate) }),
    );
  },
});
