import { say, type Words } from "@tidings/shared/locale.ts";
import { INVITATION_STATE_WORDS } from "@tidings/shared/people/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { timeText } from "../../times.ts";
import { type InvitationCard, invitationsOf } from "./find.ts";

const SAYS = {
  title: { zh: "邀请", en: "Invitations" },
  none: { zh: "还没有邀请过任何人。", en: "Nobody has been invited yet." },
  email: { zh: "邮箱", en: "E-mail" },
  state: { zh: "状态", en: "State" },
  groups: { zh: "用户组", en: "Groups" },
  by: { zh: "邀请人", en: "Invited by" },
  until: { zh: "有效期至", en: "Good until" },
} as const satisfies Record<string, Words>;

export const invitations = defineCommand({
  name: "invitations",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "邀请列表", en: "Invitations" },
    description: {
      zh: "列出邀请：待接受、已接受、已撤销、已过期",
      en: "Lists the invitations: open, accepted, revoked, expired",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:member:list",
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    const rows = await invitationsOf(context);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, context.locale), ephemeral: true };
    return invitationsAnswer(context, rows, say(SAYS.title, context.locale));
  },
});

/** Invitations as a table: the list, or the one that was just changed. */
export function invitationsAnswer(context: Context, rows: readonly InvitationCard[], title: string): Answer {
  const { locale, zone } = context;
  const columns = [SAYS.email, SAYS.state, SAYS.groups, SAYS.by, SAYS.until];
  return {
    tone: "plain",
    title,
    table: {
      name: "invitations",
      columns: columns.map((words) => ({ title: say(words, locale) })),
      rows: rows.map((row) => [
        row.email,
        say(INVITATION_STATE_WORDS[row.state], locale),
        row.groups.join(", ") || "—",
        row.invited_by ?? "—",
        timeText(row.expires_at, zone),
      ]),
    },
    ephemeral: true,
  };
}
