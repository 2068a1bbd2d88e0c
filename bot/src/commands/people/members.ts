import { say, type Words } from "@tidings/shared/locale.ts";
import { MEMBER_STATE_WORDS } from "@tidings/shared/people/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { type MemberCard, membersOf } from "./find.ts";

const SAYS = {
  title: { zh: "成员", en: "Members" },
  name: { zh: "姓名", en: "Name" },
  email: { zh: "邮箱", en: "E-mail" },
  state: { zh: "状态", en: "State" },
  groups: { zh: "用户组", en: "Groups" },
} as const satisfies Record<string, Words>;

export const members = defineCommand({
  name: "members",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "成员", en: "Members" },
    description: {
      zh: "列出企业的成员及其用户组",
      en: "Lists the members of the enterprise and their groups",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:member:list",
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    return membersAnswer(context, await membersOf(context), say(SAYS.title, context.locale));
  },
});

/** Members as a table: the list, or the one that was just changed. */
export function membersAnswer(context: Context, rows: readonly MemberCard[], title: string): Answer {
  const { locale } = context;
  return {
    tone: "plain",
    title,
    table: {
      name: "members",
      columns: [SAYS.name, SAYS.email, SAYS.state, SAYS.groups].map((words) => ({
        title: say(words, locale),
      })),
      rows: rows.map((row) => [
        row.name,
        row.email,
        say(MEMBER_STATE_WORDS[row.state], locale),
        row.groups.join(", ") || "—",
      ]),
    },
    ephemeral: true,
  };
}
