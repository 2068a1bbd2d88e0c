/** `{ask: "capabilities", channel_id?, template_id?, numbers}`: which numbers show cards (DEV-1), by a member who sees the channel. */
import { tellCapabilities } from "../_core/capabilities.ts";
import type { Ask } from "./ask.ts";

/** Answers as shared/src/devices/numbers.ts says. */
export const capabilities: Ask = ({ sql, caller, resolvers, input }) => {
  const { channel_id: channel, template_id: template, ...rest } = input;
  return tellCapabilities(sql, caller, { ...rest, channel, template }, resolvers);
};
