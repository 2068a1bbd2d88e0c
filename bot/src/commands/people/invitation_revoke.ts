import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findInvitation, type InvitationCard, invitationsOf } from "./find.ts";
import { invitationsAnswer } from "./invitations.ts";

const DONE = {
  zh: "发给 {email} 的邀请已撤销，链接不再有效",
  en: "The invitation of {email} is revoked; its link does nothing any more",
};

export const invitationRevoke = defineCommand({
  name: "invitation revoke",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "撤销邀请", en: "Revoke invitation" },
    description: {
      zh: "撤销一个待接受的邀请；须刚输入过密码，聊天中不能执行",
      en: "Ends an open invitation; needs a fresh password, so not in chat",
    },
    options: { email: { zh: "邮箱", en: "E-mail" } },
  },
  input: z.object({ email: z.string().trim().min(1).max(320) }),
  positional: ["email"],
  permission: "KooMessage:member:manage",
  reads: false,
  audience: "person",
  suggests: {
    email: async (context, typed) =>
      (await invitationsOf(context))
        .filter(({ state, email }) => state === "open" && email.includes(typed.trim().toLowerCase()))
        .map(({ email }) => email),
  },
  async run(context, { email }) {
    const { id } = await findInvitation(context, email);
    const request = context.request(`revoke_invitation/${id}`);
    const row = await verb<InvitationCard>(context.session, "revoke_invitation", { invitation: id, request });
    return invitationsAnswer(context, [row], fillPlaces(say(DONE, context.locale), { email: row.email }));
  },
});
