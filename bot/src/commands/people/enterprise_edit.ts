import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  now: w("企业信息", "Enterprise details"),
  saved: w("企业信息已保存", "Enterprise details saved"),
  name: w("名称", "Name"),
  zone: w("时区", "Time zone"),
  note: w(
    "更改时区后，已有的统计数据不变，此后的统计按新时区计算。",
    "Days already reported don't change. Later times follow the new time zone.",
  ),
} as const satisfies Record<string, Words>;

/** ENT-1: name and time zone of the enterprise in use; without options it shows them. */
export const enterpriseEdit = defineCommand({
  name: "enterprise-edit",
  feature: "people",
  admin: true,
  words: {
    title: w("企业信息", "Edit enterprise"),
    description: w("查看或修改企业的名称和时区", "Shows or changes the enterprise's name and time zone"),
    options: { name: SAYS.name, time_zone: SAYS.zone },
  },
  input: z.object({ name: z.string().optional(), time_zone: z.string().optional() }),
  positional: [],
  permission: "KooMessage:member:manage",
  reads: false,
  audience: "person",
  async run({ locale, me, request, session }, asked): Promise<Answer> {
    if (me.enterprise === null) throw new Refusal("no_enterprise", 403);
    const input = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const changes = Object.keys(input).length > 0;
    const now = changes
      ? await verb<Me>(session, "update_enterprise", { input, request: request("update_enterprise") })
      : me;
    return {
      tone: changes ? "good" : "plain",
      title: say(changes ? SAYS.saved : SAYS.now, locale),
      fields: [
        { label: `${say(SAYS.name, locale)} (name)`, value: now.enterprise?.name ?? "—" },
        { label: `${say(SAYS.zone, locale)} (time_zone)`, value: now.enterprise?.time_zone ?? "—" },
      ],
      ...("time_zone" in input ? { note: say(SAYS.note, locale) } : {}),
      ephemeral: true,
    };
  },
});
