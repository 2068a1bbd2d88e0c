import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf, verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { rowsHere, rowsOf } from "../../rows.ts";

const SAYS = {
  title: { zh: "已关联的聊天账号", en: "Linked chat accounts" },
  none: { zh: "没有已关联的聊天账号。", en: "No chat account is linked." },
  how: { zh: "解除关联：unlink <聊天账号>", en: "To unlink one: unlink <chat account>" },
  account: { zh: "聊天账号", en: "Chat account" },
  member: { zh: "成员", en: "Member" },
  at: { zh: "关联时间", en: "Linked" },
  factor: { zh: "经两步验证", en: "With a second factor" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  done: { zh: "已解除 {account} 的关联（{name}）。", en: "{account} is unlinked ({name})." },
  unknown: {
    zh: "没有这个聊天账号：{typed}。请看 chat-accounts。",
    en: "There is no such chat account: {typed}. See chat-accounts.",
  },
} as const satisfies Record<string, Words>;

interface Linked {
  readonly id: string;
  readonly provider: string;
  readonly team: string;
  readonly chat_user: string;
  readonly user_id: string;
  readonly linked_at: string;
  readonly aal: string;
}

const accountOf = ({ provider, team, chat_user }: Linked) => `${provider}:${team}:${chat_user}`;

/** One's own chat accounts and, for those who may list members, those of the members here; each with the name of its member. */
async function linkedHere(context: Context): Promise<readonly (Linked & { readonly name: string })[]> {
  const { me, session } = context;
  const [rows, members] = await Promise.all([
    answerOf<Linked[]>(
      rowsOf(session, "chat_identities", "id, provider, team, chat_user, user_id, linked_at, aal", {})
        .order("linked_at", { ascending: false })
        .limit(500),
    ),
    answerOf<{ user_id: string; name: string; state: string }[]>(
      rowsHere(context, "members", "user_id, name, state").limit(1000),
    ),
  ]);
  const names = new Map(
    members.filter(({ state }) => state === "active").map((one) => [one.user_id, one.name]),
  );
  if (me.user_id !== null) names.set(me.user_id, me.name ?? "");
  return rows.flatMap((row) => {
    const name = names.get(row.user_id);
    return name === undefined ? [] : [{ ...row, name }];
  });
}

/** BOT-2: which chat accounts speak for whom. */
export const chatAccounts = defineCommand({
  name: "chat-accounts",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "聊天账号", en: "Chat accounts" },
    description: {
      zh: "列出您的聊天账号；可查看成员者也能看到成员的",
      en: "Lists your chat accounts and, if you may list members, those of the members",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  audience: "person",
  async run(context): Promise<Answer> {
    const { locale, zone } = context;
    const rows = await linkedHere(context);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale), ephemeral: true };
    const columns = [SAYS.account, SAYS.member, SAYS.at, SAYS.factor];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      table: {
        name: "chat-accounts",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          accountOf(row),
          row.name,
          timeText(row.linked_at, zone),
          say(row.aal === "aal2" ? SAYS.yes : SAYS.no, locale),
        ]),
      },
      note: say(SAYS.how, locale),
      ephemeral: true,
    };
  },
});

/** BOT-2: takes a chat account its voice. One's own anywhere; a member's with a password just given, so in the terminal. */
export const unlink = defineCommand({
  name: "unlink",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "解除关联", en: "Unlink" },
    description: {
      zh: "解除一个聊天账号的关联：自己的，或（主账号在终端）成员的",
      en: "Unlinks a chat account: one of yours or, for owners in the terminal, a member's",
    },
    options: { account: { zh: "聊天账号", en: "Chat account" } },
  },
  input: z.object({ account: z.string().trim().min(1).max(200) }),
  positional: ["account"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: {
    account: async (context, typed) =>
      (await linkedHere(context)).map(accountOf).filter((each) => each.includes(typed)),
  },
  async run(context, { account }): Promise<Answer> {
    const found = (await linkedHere(context)).find((row) => accountOf(row) === account);
    if (!found) throw new UserError(fillPlaces(say(SAYS.unknown, context.locale), { typed: account }));
    await verb(context.session, "unlink_chat", {
      identity: found.id,
      request: context.request("unlink_chat"),
    });
    const text = fillPlaces(say(SAYS.done, context.locale), { account, name: found.name });
    return { tone: "good", text, ephemeral: true };
  },
});
