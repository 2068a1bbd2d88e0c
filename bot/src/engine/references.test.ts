import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { channel } from "@tidings/shared/channels/channel.ts";
import { drawable } from "@tidings/shared/resource/define.ts";
import { COMMANDS } from "../commands/list.ts";
import type { Context } from "../registry/registry.ts";
import { typist, whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";
import { MEMBER, referencesOf, suggestReferences } from "./references.ts";

/** What names another row in chat: a part of it stands for nothing that is changed by it. */

const PORT = { id: "5e0b1c4d-0000-4000-8000-000000000001", number: "10690000000001" };
const ACCOUNT = { id: "5e0b1c4d-0000-4000-8000-000000000002", name: "云杉商城" };
const BINDING = {
  ...{ id: "7ad9e032-0000-4000-8000-000000000003", number: PORT.number, account_name: ACCOUNT.name },
  ...{ signature: "云杉商城", region: 440300, kind: "plain", automatic: false, created_by_name: "Bob" },
  created_at: "2026-11-24T02:30:00Z",
};
const bounds: boolean[] = [];
let members: { id: string; name: string; email: string }[] = [];
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => []),
    create_port_binding: () => BINDING,
    delete_port_binding: () => BINDING,
  },
  {
    ...NO_ROWS,
    port_cards: () => [PORT],
    service_account_cards: () => [ACCOUNT],
    port_binding_cards: () => [BINDING],
    member_cards: () => members,
    tenant_cards: (_user, query) => {
      bounds.push(query.has("enterprise_id"));
      return [{ id: ACCOUNT.id, name: "云杉商城" }];
    },
  },
);
after(() => rest.close());
beforeEach(() => {
  rest.calls.length = 0;
});
const run = typist(rest, "UBOB");
const who = (id: number, email: string) => ({
  id: `5e0b1c4d-0000-4000-8000-00000000001${id}`,
  name: "李雷",
  email,
});
const made = () => rest.calls.filter(({ verb }) => /_port_binding$/.test(verb));

test("a part of a channel number binds nothing: what there is is listed", async () => {
  const asked = { port: "1069", account: ACCOUNT.name, region: "广东省深圳市" };
  const answer = await run("binding add", asked);
  assert.equal(
    answer.text,
    "Channel number: “1069” is only part of a name. Enter the full name: 10690000000001",
  );
  assert.match(
    (await run("binding add", { ...asked, port: PORT.number, account: "云杉" })).text ?? "",
    /part/,
  );
  assert.deepEqual(made(), []);
  for (const port of [PORT.number, PORT.id.slice(0, 8)]) await run("binding add", { ...asked, port });
  assert.deepEqual(
    made().map(({ args }) => (args.input as { port_id: string }).port_id),
    [PORT.id, PORT.id],
  );
});

test("a binding is taken away only after the question, and the answer names both", async () => {
  const asked = await run("binding delete", { resource: "7ad9e032" });
  assert.equal(asked.title, "Unbind channel number “10690000000001”?");
  assert.deepEqual(made(), []);
  const [button] = asked.actions ?? [];
  const done = await run(button?.command ?? "", { ...button?.input });
  assert.equal(done.text, "Channel number “10690000000001” unbound from “云杉商城”");
  assert.ok(done.fields?.some(({ label }) => label === "Region"));
  assert.equal(made().length, 1);
});

test("where there is nothing to choose, what is added first is said as it is typed here", async () => {
  members = [];
  const one = { ...({ locale: "en", reads: false, me: { enterprise: { id: "e1" } } } as object) };
  const context = { ...one, source: "slack", commands: COMMANDS, session: rest.own } as unknown as Context;
  await assert.rejects(referencesOf(context, MEMBER, "李雷"), /^\S+: Member: nothing to choose from yet\.$/);
  const port = { ...MEMBER, from: { ...MEMBER.from, makes: "port" } } as const;
  await assert.rejects(referencesOf(context, port, "李雷"), /Add one first: \/tidings \S+ add$/);
});

test("people of one name are told apart by their addresses, and named by what is shown", async () => {
  const one = { ...({ locale: "en", reads: false, me: { enterprise: { id: "e1" } } } as object) };
  const context = { ...one, session: rest.own } as unknown as Context;
  members = [who(1, "li@a.test"), who(2, "lei@a.test"), { ...who(3, "han@a.test"), name: "韩梅梅" }];
  const shown = ["李雷 (li@a.test)", "李雷 (lei@a.test)", "韩梅梅"];
  assert.deepEqual(await suggestReferences(context, MEMBER, ""), shown);
  for (const [at, name] of shown.entries())
    assert.deepEqual(await referencesOf(context, MEMBER, name), [members[at]?.id]);
  assert.deepEqual(await referencesOf(context, MEMBER, "lei@a.test"), [members[1]?.id]);
  await assert.rejects(
    referencesOf(context, MEMBER, "李雷"),
    /several: 李雷 \(li@a\.test\), 李雷 \(lei@a\.test\)/,
  );
});

test("a row of the deployment is looked for in no enterprise", async () => {
  const context = { session: rest.database.forChat("slack:T1:UBOB", "slack"), locale: "en" } as Context;
  const create = drawable(channel.forms.create);
  const input = create?.inputs.enterprise_id;
  assert.equal(input?.kind, "reference");
  if (input?.kind === "reference")
    assert.deepEqual(await suggestReferences(context, input, "云"), ["云杉商城"]);
  assert.deepEqual(bounds, [false]);
});
