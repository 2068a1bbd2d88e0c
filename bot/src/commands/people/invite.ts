import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import { timeText } from "../../times.ts";
import type { InvitationCard } from "./find.ts";

const SAYS = {
  done: { zh: "已邀请 {email}", en: "{email} is invited" },
  how: {
    zh: "请把此链接交给受邀人，不要发到频道。只有邮箱为 {email} 的账号能使用它，且只显示这一次。",
    en: "Give this link to that person, and post it in no channel. Only an account of {email} can use it, and it is shown this once.",
  },
  again: {
    zh: "链接只显示一次，现在不再显示。如未记下，请重新邀请，旧链接随即失效。",
    en: "The link was shown once and is not shown again. If it is lost, invite anew; the old one then ends.",
  },
  link: { zh: "邀请链接", en: "Link" },
  panel: { zh: "<管理台地址>", en: "<address of the panel>" },
  groups: { zh: "用户组", en: "Groups" },
  until: { zh: "有效期至", en: "Good until" },
} as const satisfies Record<string, Words>;

export const invite = defineCommand({
  name: "invite",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "邀请", en: "Invite" },
    description: {
      zh: "邀请一个邮箱加入用户组，得到一个链接；在终端执行，聊天中不能",
      en: "Invites an address into groups and gives the link; in the terminal, not in chat",
    },
    options: {
      email: { zh: "邮箱", en: "E-mail" },
      groups: { zh: "用户组（逗号分隔）", en: "Groups, with commas" },
    },
  },
  input: z.object({
    email: z.string().trim().min(1).max(320),
    groups: z.string().trim().min(1).max(1000),
  }),
  positional: ["email", "groups"],
  permission: "KooMessage:member:manage",
  reads: false,
  audience: "person",
  suggests: { groups: (context, typed) => namesOf(context, "groups", typed) },
  async run(context, { email, groups }): Promise<Answer> {
    const { locale } = context;
    const typed = groups.split(/[,，、]/).filter((part) => part.trim() !== "");
    const names: string[] = [];
    for (const part of typed) names.push((await findNamed(context, "groups", part)).name);
    const made = await verb<InvitationCard & { readonly token?: string }>(
      context.session,
      "create_invitation",
      {
        input: { email, groups: names },
        request: context.request("create_invitation"),
      },
    );
    const panel = context.panel ?? say(SAYS.panel, locale);
    const link = made.token === undefined ? "—" : `${panel}/join#${made.token}`;
    return {
      tone: made.token === undefined ? "warn" : "good",
      title: fillPlaces(say(SAYS.done, locale), { email: made.email }),
      text: fillPlaces(say(made.token === undefined ? SAYS.again : SAYS.how, locale), { email: made.email }),
      fields: [
        { label: say(SAYS.link, locale), value: link },
        { label: say(SAYS.groups, locale), value: made.groups.join(", ") },
        { label: say(SAYS.until, locale), value: timeText(made.expires_at, context.zone) },
      ],
      ephemeral: true,
    };
  },
});
