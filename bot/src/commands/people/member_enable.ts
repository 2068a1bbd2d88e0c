import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { emailsOf, findMember, type MemberCard } from "./find.ts";
import { membersAnswer } from "./members.ts";

const DONE = {
  zh: "{name} 已启用，用户组与停用前相同",
  en: "{name} is enabled, with the groups as they were",
};

export const memberEnable = defineCommand({
  name: "member enable",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "启用成员", en: "Enable member" },
    description: {
      zh: "恢复一位停用的成员；须刚输入过密码，聊天中不能执行",
      en: "Gives a disabled member the groups back; needs a fresh password, so not in chat",
    },
    options: { member: { zh: "成员", en: "Member" } },
  },
  input: z.object({ member: z.string().trim().min(1).max(320) }),
  positional: ["member"],
  permission: "KooMessage:member:manage",
  reads: false,
  audience: "person",
  suggests: { member: (context, typed) => emailsOf(context, typed, "disabled") },
  async run(context, { member }) {
    const { id, name } = await findMember(context, member);
    const request = context.request(`enable_member/${id}`);
    const row = await verb<MemberCard>(context.session, "enable_member", { member: id, request });
    return membersAnswer(context, [row], fillPlaces(say(DONE, context.locale), { name }));
  },
});
