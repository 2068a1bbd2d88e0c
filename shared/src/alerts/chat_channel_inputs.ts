import { z } from "zod";
import { ALERT_KINDS } from "./words.ts";

const kinds = z.array(z.enum(ALERT_KINDS)).min(1).max(20);
const locale = z.enum(["zh-CN", "en"]);

/** The shapes of the inputs of a chat channel's subscription. */
export const CHAT_CHANNEL_INPUTS = {
  subscribe_chat_channel: z.strictObject({
    chat_channel: z.string().max(200).regex(/\S/),
    name: z.string().max(200).nullish(),
    kinds: kinds.nullish(),
    locale: locale.optional(),
    team: z.string().max(100).nullish(),
  }),
  update_chat_channel: z.strictObject({ kinds: kinds.optional(), locale: locale.optional() }),
};
