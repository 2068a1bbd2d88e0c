import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE: Words = w(
  "已结束 {count} 个登录会话，立即生效。",
  "{count} {count:session|sessions} ended, effective immediately.",
);

/** What goes on when all sessions have ended. */
const STILL: Words = w(
  "以下聊天账号仍以您的身份操作：{accounts}。解除其中一个：`unlink <账号>`；全部解除：`chat-account unlink-all`",
  "These chat accounts can still act as you: {accounts}. To unlink one: `unlink <account>`. To unlink all: `chat-account unlink-all`",
);

const UNLINKED: Words = w(
  "已解除 {count} 个聊天账号的关联，立即生效。",
  "{count} chat {count:account|accounts} unlinked, effective immediately.",
);

/** IAM-5: an end to all of one's own sessions but the one that asks. */
export const sessionRevokeOthers = defineCommand({
  name: "session revoke-others",
  feature: "people",
  admin: true,
  words: {
    title: w("结束其他登录会话", "End all other sessions"),
    description: w(
      "结束其他登录会话；在聊天中执行则结束全部会话",
      "Ends all your other sessions; from chat, all sessions",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: false,
  audience: "person",
  async run(context): Promise<Answer> {
    const { locale, session, request } = context;
    const name = "revoke_other_sessions";
    const { ended, accounts } = await verb<{ ended: number; accounts: readonly string[] }>(session, name, {
      request: request(name),
    });
    const said = fillPlaces(say(DONE, locale), { count: ended });
    if (accounts.length === 0) return { tone: "good", text: said, ephemeral: true };
    const still = hinted(STILL, context, { accounts: listText(accounts, locale) });
    return { tone: "good", text: `${said}\n${still}`, ephemeral: true };
  },
});

/** BOT-2: an end to all of one's own chat accounts, also the one that asks. */
export const chatAccountUnlinkAll = defineCommand({
  name: "chat-account unlink-all",
  feature: "people",
  admin: true,
  words: {
    title: w("全部解除关联", "Unlink all chat accounts"),
    description: w(
      "解除您所有聊天账号的关联；在聊天中执行则包括当前账号",
      "Unlinks all your chat accounts; in chat, including this one",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: false,
  audience: "person",
  async run({ locale, session, request }): Promise<Answer> {
    const name = "unlink_chat_identities";
    const { unlinked } = await verb<{ unlinked: number }>(session, name, { request: request(name) });
    return { tone: "good", text: fillPlaces(say(UNLINKED, locale), { count: unlinked }), ephemeral: true };
  },
});
