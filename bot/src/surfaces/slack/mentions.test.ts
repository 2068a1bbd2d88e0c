import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { SlackContext } from "./context.ts";
import { readMention, tellProblem } from "./handlers.ts";

const bob: ChatPerson = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" };

/** Where the answer to a mention with a wrong command is posted, for bob alone. */
async function answeredIn(thread: string, threadIsNew: boolean): Promise<unknown[]> {
  const posted: { thread_ts?: string; user: string }[] = [];
  const context = {
    client: { chat: { postEphemeral: async (message: (typeof posted)[number]) => posted.push(message) } },
    budget: { run: (_method: string, _urgency: string, work: () => unknown) => work() },
    dispatcher: { commands: COMMANDS, localeOf: () => "en", buttons: async () => [] },
  } as unknown as SlackContext;
  const target = { channel: "C1", user: "UBOB", thread, threadIsNew };
  const what = await readMention(context, bob, { text: "<@UBOT> frobnicate", files: [] });
  assert.ok("work" in what);
  await tellProblem(context, bob, target, what.work.problem ?? "");
  return posted.map(({ user, thread_ts }) => [user, thread_ts]);
}

test("a question is told what is missing where no assistant is set up; a mistyped command is not", async () => {
  const context = { dispatcher: { commands: COMMANDS, localeOf: () => "en" } } as unknown as SlackContext;
  const problem = async (text: string) => {
    const what = await readMention(context, bob, { text: `<@UBOT> ${text}`, files: [] });
    return "work" in what ? what.work.problem : undefined;
  };
  assert.match((await problem("how did first-trial go?")) ?? "", /no command “how”.*\n.*Set OPENAI_API_KEY/);
  assert.match((await problem("今天发了多少")) ?? "", /Set OPENAI_API_KEY/);
  assert.doesNotMatch((await problem("frobnicate")) ?? "", /OPENAI/);
});

test("what is wrong with a mention is posted in the channel, where it is seen, and in a thread only if there is one", async () => {
  assert.deepEqual(await answeredIn("1.1", true), [["UBOB", undefined]]);
  assert.deepEqual(await answeredIn("1.1", false), [["UBOB", "1.1"]]);
});
