import { quietWords } from "@tidings/shared/alerts/notices.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w(
    "未设置免打扰，私信会随时发送。设置示例：`quiet-hours 22:00 08:00`",
    "No quiet hours set; I can message you at any time. To set them: `quiet-hours 22:00 08:00`",
  ),
  what: w(
    "免打扰期间的私信会在时段结束后一并送达；紧急放行等告警不受影响。取消：`quiet-hours none`",
    "Direct messages wait until quiet hours end. Alerts such as emergency releases aren't delayed. To turn quiet hours off: `quiet-hours none`",
  ),
  until: w(
    "请写明起止时间，例如：`quiet-hours 22:00 08:00`",
    "Give the start and end, for example: `quiet-hours 22:00 08:00`",
  ),
  from: w("开始时间（HH:MM，企业时区），或 none", "From (HH:MM, enterprise time zone), or none"),
  to: w("结束时间（HH:MM）", "Until (HH:MM)"),
} as const satisfies Record<string, Words>;

const NONE = new Set(["none", "无"]);
const time = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const timeOrNone = z
  .string()
  .trim()
  .regex(/^(none|无|([01]\d|2[0-3]):[0-5]\d)$/);

/** C10: when one is told nothing directly. */
export const quietHours = defineCommand({
  name: "quiet-hours",
  feature: "alerts",
  words: {
    title: w("免打扰", "Quiet hours"),
    description: w("查看或设置每天的免打扰时段", "Shows or sets when I don't send you direct messages"),
    options: { from: SAYS.from, until: SAYS.to },
  },
  input: z.object({ from: timeOrNone.optional(), until: time.optional() }),
  positional: ["from", "until"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { from, until }): Promise<Answer> {
    if (from === undefined) return shown(context, context.me);
    const ends = NONE.has(from);
    if (!ends && until === undefined) throw new UserError(hinted(SAYS.until, context));
    const input = { quiet_from: ends ? null : from, quiet_until: ends ? null : until };
    return shown(context, await verb<Me>(context.session, "set_notices", { input }));
  },
});

function shown(context: Context, { quiet }: Pick<Me, "quiet">): Answer {
  const { locale, zone } = context;
  if (!quiet) return { tone: "plain", text: hinted(SAYS.none, context), ephemeral: true };
  return {
    tone: "good",
    title: say(quietWords(quiet, zone), locale),
    text: hinted(SAYS.what, context),
    ephemeral: true,
  };
}
