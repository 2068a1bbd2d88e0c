import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import { UserError } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  mine: w("您的企业", "Your enterprises"),
  current: w("当前", "current"),
  nowhere: w(
    "您还不属于任何企业。请让企业管理员邀请您。",
    "You don't belong to any enterprise yet. Ask an enterprise owner to invite you.",
  ),
  how: w("切换：`enterprise <名称>`", "To switch: `enterprise <name>`"),
  none: w("您所属的企业中没有这个名称。", "You don't belong to an enterprise with that name."),
  several: w("名称对应多个企业，请写得更具体。", "Several enterprises match. Be more specific."),
  done: w("已切换到 {name}。", "You're now working in {name}."),
};

export const enterprise = defineCommand({
  name: "enterprise",
  feature: "people",
  words: {
    title: w("企业", "Enterprise"),
    description: w("查看您的企业，或切换到另一个企业", "Shows your enterprises, or switches to another"),
    options: { name: w("名称", "Name") },
  },
  input: z.object({ name: z.string().optional() }),
  positional: ["name"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: {
    name: async ({ me }, typed) =>
      me.enterprises.map((each) => each.name).filter((name) => name.includes(typed)),
  },
  async run(context, { name }) {
    const { locale, me } = context;
    if (name === undefined) {
      const lines = me.enterprises.map((each) =>
        each.id === me.enterprise?.id ? `• ${each.name} (${say(SAYS.current, locale)})` : `• ${each.name}`,
      );
      return {
        tone: "plain",
        title: say(SAYS.mine, locale),
        text: lines.length > 0 ? lines.join("\n") : say(SAYS.nowhere, locale),
        note: hinted(SAYS.how, context),
        ephemeral: true,
      };
    }
    const wanted = name.trim().toLowerCase();
    const exact = me.enterprises.filter((each) => each.name.toLowerCase() === wanted || each.id === wanted);
    const found =
      exact.length > 0 ? exact : me.enterprises.filter((each) => each.name.toLowerCase().includes(wanted));
    const [chosen] = found;
    if (!chosen || found.length > 1) throw new UserError(say(chosen ? SAYS.several : SAYS.none, locale));
    const now = await verb<Me>(context.session, "switch_enterprise", { enterprise: chosen.id });
    const text = fillPlaces(say(SAYS.done, locale), { name: now.enterprise?.name ?? chosen.name });
    return { tone: "good", text, ephemeral: true };
  },
});
