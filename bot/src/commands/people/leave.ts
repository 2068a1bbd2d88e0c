import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { UserError } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w(
    "您不属于名为「{text}」的企业。您属于：{names}",
    "You belong to no enterprise “{text}”. You belong to: {names}",
  ),
  nowhere: w("您不属于任何企业。", "You belong to no enterprise."),
  several: w(
    "「{text}」对应多个企业：{names}。请写全名。",
    "“{text}” could be several enterprises: {names}. Say the whole name.",
  ),
  done: w(
    "您已退出 {name}：不再有任何权限，记录保留。重新加入须再次受邀。",
    "You have left {name}: every right there is lost, the history stays. To come back, you have to be invited again.",
  ),
};

export const leave = defineCommand({
  name: "leave",
  feature: "people",
  // Nobody does it every day, and the daily commands of Discord are 25.
  admin: true,
  words: {
    title: w("退出企业", "Leave"),
    description: w("退出一个企业，须写明其名称", "Ends your membership of an enterprise, by its name"),
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
