import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { UserError } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w(
    "您不属于名为「{text}」的企业。您属于：{names}",
    "You don't belong to an enterprise named “{text}”. You belong to: {names}",
  ),
  nowhere: w("您不属于任何企业。", "You don't belong to any enterprise."),
  several: w(
    "「{text}」对应多个企业：{names}。请写全名。",
    "“{text}” matches several enterprises: {names}. Give the full name.",
  ),
  done: w(
    "您已退出 {name}，不再有该企业的任何权限；您的记录会保留。如需重新加入，须再次受邀。",
    "You've left {name}. You no longer have any permissions there, but your records are kept. To rejoin, you need a new invitation.",
  ),
};

export const leave = defineCommand({
  name: "leave",
  feature: "people",
  // Nobody does it every day, and the daily commands of Discord are 25.
  admin: true,
  words: {
    title: w("退出企业", "Leave enterprise"),
    description: w("退出企业，须写明企业名称", "Leaves an enterprise; its name is required"),
    options: { enterprise: w("企业", "Enterprise") },
  },
  // Always named: a command that ends every right is not to hit the enterprise that happens to be in use.
  input: z.object({ enterprise: z.string().trim().min(1).max(100) }),
  positional: ["enterprise"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: {
    enterprise: async ({ me }, typed) =>
      [...me.enterprises, ...me.disabled_in].map(({ name }) => name).filter((name) => name.includes(typed)),
  },
  async run(context, { enterprise }) {
    const { locale, me } = context;
    const all = [...me.enterprises, ...me.disabled_in];
    const wanted = enterprise.toLowerCase();
    const found = all.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
    const [chosen] = found;
    if (all.length === 0) throw new UserError(say(SAYS.nowhere, locale));
    if (!chosen || found.length > 1) {
      const names = all.map(({ name }) => name).join(", ");
      const words = chosen ? SAYS.several : SAYS.none;
      throw new UserError(fillPlaces(say(words, locale), { text: enterprise, names }));
    }
    const request = context.request(`leave_enterprise/${chosen.id}`);
    await verb(context.session, "leave_enterprise", { enterprise: chosen.id, request });
    return { tone: "good", text: fillPlaces(say(SAYS.done, locale), { name: chosen.name }), ephemeral: true };
  },
});
