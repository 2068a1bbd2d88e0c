import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { findCommand } from "../../registry.ts";
import { runCommand } from "../../run.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** Sends in chat: what a person may not do is said before they are asked, and nothing is guessed. */

const SEND = { id: "7f3a19be-0000-4000-8000-000000000001", name: "会员日", state: "in_review" };
let moves: object[] = [];
let sends: object[] = [SEND];
const rest = await startRest(
  {
    whoami: () => ({
      user_id: "b0b",
      name: "Bob",
      locale: "en",
      enterprise: { id: "e1", name: "云杉商城", time_zone: "Asia/Shanghai" },
      enterprises: [],
      permissions: [],
    }),
    allowed_moves: () => moves,
  },
  { send_cards: () => sends },
);
after(() => rest.close());
beforeEach(() => {
  moves = [];
  sends = [SEND];
  rest.calls.length = 0;
});

async function run(name: string, raw: Record<string, unknown>) {
  const command = findCommand(COMMANDS, name);
  assert.ok(command, name);
  const session = rest.door.forChat("slack:T1:UBOB", "slack");
  return runCommand({ command, raw, session, commands: COMMANDS, localeHint: "en" });
}

test("nobody is asked whether they are sure to break a glass that they may not break", async () => {
  const needs = "KooMessage:sendTask:breakGlass";
  moves = [{ verb: "break_glass", allowed: false, code: "forbidden", needs }];
  const refused = await run("break-glass", { thing: "会员日", reason: "urgent" });
  assert.equal(refused.refusal?.code, "forbidden");
  assert.equal(refused.actions, undefined);
  moves = [];
  const late = await run("break-glass", { thing: "会员日", reason: "urgent" });
  assert.equal(late.refusal?.code, "wrong_state");
  assert.match(late.title ?? "", /so this is not possible now: break the glass\./);
  moves = [{ verb: "break_glass", allowed: true, code: null, needs }];
  const asked = await run("break-glass", { thing: "会员日", reason: "urgent" });
  assert.equal(asked.refusal, undefined);
  assert.equal(asked.actions?.length, 1);
  assert.ok(!rest.calls.some(({ verb }) => verb === "break_glass_send"));
});
