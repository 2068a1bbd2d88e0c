import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import { UserError } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  missing: w("请提供邀请链接：`join <链接>`。", "Give the invitation link: `join <link>`."),
  here: w("您已加入 {name}，并已切换到该企业。", "You've joined {name} and switched to it."),
  there: w(
    "您已加入 {name}。切换：`enterprise {name}`",
    "You've joined {name}. To switch: `enterprise {name}`",
  ),
};

export const join = defineCommand({
  name: "join",
  feature: "people",
  words: {
    title: w("加入", "Join"),
    description: w(
      "用邀请链接加入企业（仅终端；也可在浏览器中打开链接）",
      "Joins an enterprise by invitation link (terminal only, or open it in a browser)",
    ),
    options: { link: w("邀请链接", "Invitation link") },
  },
  // Not required, so that no chat shows a form that asks for it.
  input: z.object({ link: z.string().max(2000).optional() }),
  positional: ["link"],
  permission: null,
  reads: false,
  terminalOnly: true,
  audience: "person",
  async run(context, { link }) {
    const token = link?.trim().split("#").at(-1);
    if (!token) throw new UserError(hinted(SAYS.missing, context));
    const now = await verb<Me & { readonly joined: { readonly id: string; readonly name: string } }>(
      context.session,
      "accept_invitation",
      { input: { token }, request: context.request("accept_invitation") },
    );
    const words = now.enterprise?.id === now.joined.id ? SAYS.here : SAYS.there;
    return { tone: "good", text: hinted(words, context, { name: now.joined.name }), ephemeral: true };
  },
});
