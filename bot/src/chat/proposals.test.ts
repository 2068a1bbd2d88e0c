import assert from "node:assert/strict";
import { after, test } from "node:test";
import { whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";
import { proposalAnswer } from "./proposals.ts";

/** MCP-1: the direct message of a proposal says what its command says, as the person who presses it sees it, and nothing that a program wrote. */

const ID = "7f3a19be-0000-4000-8000-000000000033";
let said: Record<string, unknown> = {};
let rights: readonly string[] = [];
const rest = await startRest(
  {
    whoami: () => whoamiOf("u1", "Alice", [...rights]),
    read_proposal: ({ proposal }) => {
      assert.equal(proposal, ID);
      return {
        command: "domain add",
        input: {},
        by: "agent (TDX)",
        until: "2026-12-08T03:00:00Z",
        bar: null,
        ...said,
      };
    },
  },
  NO_ROWS,
);
after(() => rest.close());

const post = { resource_id: ID, chat_user: "slack:T1:UALICE", provider: "slack" } as const;
const drawn = (more: Record<string, unknown>, held = ["KooMessage:domain:create"]) => {
  [said, rights] = [more, held];
  return proposalAnswer(rest.database, post, "en", "http://panel.test");
};
const answered = async (...of: Parameters<typeof drawn>) => {
  const answer = await drawn(...of);
  assert.ok(answer);
  return answer;
};

test("it has each value whole, whose key it is, the line, the page, and one button that carries the proposal out", async () => {
  const names = "a.example.com, b.example.com";
  const answer = await answered({ input: { names } });
  assert.match(answer.title ?? "", /^A program suggests: .*a\.example\.com/);
  const values = answer.fields?.map(({ value }) => value) ?? [];
  assert.ok(values.includes(names) && values.includes("agent (TDX)"), values.join("\n"));
  assert.ok(
    values.some((value) => value.startsWith("/tidings domain add ")),
    values.join("\n"),
  );
  assert.match(answer.text ?? "", /Nothing has been done yet[\s\S]*http:\/\/panel\.test\/domains/);
  const [button, ...more] = answer.actions ?? [];
  assert.deepEqual(
    [button?.command, button?.input, button?.proposal, button?.goes, button?.beside, more.length],
    ["domain add", { names }, ID, true, true, 0],
  );
});

test("without the right, or where it does not fit its command, it has no button and says so", async () => {
  for (const [more, held] of [
    [{ input: { names: "a.example.com" } }, []],
    [{ input: { names: "a.example.com", $shown: "x" } }, undefined],
    [{ command: "no such command" }, undefined],
    [{ command: "sends" }, ["KooMessage:sendTask:list"]],
  ] as const) {
    const answer = await answered(more, held && [...held]);
    assert.equal(answer.actions, undefined, JSON.stringify(more));
    assert.match(answer.text ?? "", /don't have permission to do this/);
  }
});

test("what is pressed, over or of a revoked key by now is posted to nobody; what is of another enterprise is", async () => {
  for (const bar of ["token_used", "token_unknown", "proposal_key_revoked"])
    assert.equal(await drawn({ bar }), null, bar);
  const answer = await answered({ bar: "proposal_elsewhere", input: { names: "a.example.com" } });
  assert.equal(answer.actions?.length, 1);
});
