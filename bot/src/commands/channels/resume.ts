import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import type { ChannelCard } from "../../resources/rows.ts";
import { channelsAnswer } from "./channels.ts";

const DONE = { zh: "通道「{name}」已恢复", en: "The channel {name} works again" };

export const channelResume = defineCommand({
  name: "channel resume",
  feature: "channels",
  admin: true,
  words: {
    title: { zh: "恢复通道", en: "Resume channel" },
    description: { zh: "恢复暂停的通道", en: "Lets a paused channel work again" },
    options: { channel: { zh: "通道", en: "Channel" } },
  },
  input: z.object({ channel: z.string().trim().min(1).max(100) }),
  positional: ["channel"],
  permission: "KooMessage:channel:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { channel: (context, typed) => namesOf(context, "channel_cards", typed) },
  async run(context, { channel }) {
    const { id, name } = await findNamed(context, "channel_cards", channel);
    const request = context.request(`resume_channel/${id}`);
    const row = await verb<ChannelCard>(context.session, "resume_channel", { channel: id, request });
    return channelsAnswer(context, [row], fillPlaces(say(DONE, context.locale), { name }));
  },
});
