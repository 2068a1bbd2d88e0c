import { z } from "zod";
import { ROBOT_KINDS } from "./robot_words.ts";
import { ALERT_KINDS } from "./words.ts";

const kinds = z.array(z.enum(ALERT_KINDS)).max(20).nullish();
const locale = z.enum(["zh-CN", "en"]);
const name = z.string().max(300);
/** Written, never answered. */
const door = { address: z.string().min(1).max(256), secret: z.string().max(200).nullish() };

/** The shapes of the inputs of robots (BOT-4). */
export const ROBOT_INPUTS = {
  create_robot: z.strictObject({ name, kind: z.enum(ROBOT_KINDS), ...door, kinds, locale }),
  update_robot: z.strictObject({ name, kinds, locale }),
  rotate_robot: z.strictObject(door),
};
