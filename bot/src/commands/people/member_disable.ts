import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { emailsOf, findMember, type MemberCard } from "./find.ts";
import { membersAnswer } from "./members.ts";

const DONE = {
  zh: "{name} 已停用：不再有任何权限，记录保留",
  en: "{name} is disabled: every right is lost, the history stays",
};

export const memberDisable = defineCommand({
  name: "member disable",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "停用成员", en: "Disable member" },
    description: {
      zh: "停用一位成员；须刚输入过密码，聊天中不能执行",
      en: "Takes every right from a member; needs a fresh password, so not in chat",
    },
    options: { member: { zh: "成员", en: "Member" } },
  },
  input: z.object({ member: z.string().trim().min(1).max(320) }),
  positional: ["member"],
  permission: "KooMessage:member:manage",
  reads: false,
  audience: "person",
  suggests: { member: (context, typed) => emailsOf(context, typed, "active") },
  async run(context, { member }) {
    const { id, name } = await findMember(context, member);
    const request = context.request(`disable_member/${id}`);
    const row = await verb<MemberCard>(context.session, "disable_member", { member: id, request });
    return membersAnswer(context, [row], fillPlaces(say(DONE, context.locale), { name }));
  },
});
