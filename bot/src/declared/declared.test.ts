import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { DECLARED } from "@tidings/shared/declared.ts";
import { fillPlaces } from "@tidings/shared/locale.ts";
import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Refusal } from "../errors.ts";
import { typist, whoamiOf } from "../testing/person.ts";
import { startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";

/** Every declared noun in chat: the same story for each, so that a new one is born with it. */

const ROW: Row = {
  id: "7f3a19be-0000-4000-8000-000000000002",
  name: "s.yunshan.example.com",
  email: "frank@nowhere.test",
  groups: ["Readers"],
  policies: [],
  members: [],
  member_names: ["Bob"],
  state: "approved",
  enabled: true,
  is_default: true,
  custom_codes: false,
  batch_no: "20261124-0001",
  links: 1,
  source: "typed",
  first_urls: ["https://mall.example.com/1212"],
  due_at: "2099-11-26T02:30:00Z",
  due_certain: true,
  created_at: "2026-11-24T02:30:00Z",
  submitted_at: "2026-11-24T02:30:00Z",
  submitted_by_name: "Bob",
};

let refusal: Refusal | null;
let current: Noun | null;
/** The verb takes from this person the right to see the row. */
let losing: boolean;
const nouns = Object.keys(DECLARED) as Noun[];
const verbs = nouns.flatMap((noun) => [
  ...Object.keys(DECLARED[noun].transitions).map((act) => `${act}_${noun}`),
  DECLARED[noun].forms.update?.verb ?? [],
]);
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => []),
    ...Object.fromEntries(
      verbs.flat().map((name) => [
        name,
        () => {
          if (refusal) throw refusal;
          if (losing) current = null;
          return ROW;
        },
      ]),
    ),
  },
  {
    ...Object.fromEntries(nouns.map((noun) => [DECLARED[noun].view, () => (noun === current ? [ROW] : [])])),
    template_cards: () => [],
    send_cards: () => [],
    audit_log: () => [],
  },
);
after(() => rest.close());
beforeEach(() => {
  refusal = null;
  losing = false;
});
const run = typist(rest, "UBOB");
const calls = (verb: string) => rest.calls.filter((call) => call.verb === verb);

for (const noun of nouns) {
  const { command } = NOUNS[noun];
  const of = DECLARED[noun];

  const told = (title: string, story: () => Promise<void>) =>
    test(`${noun}: ${title}`, async () => {
      current = noun;
      await story();
    });

  told("the list has a row, a column for each that is declared, and a number to call it by", async () => {
    const { table, title } = await run(`${command} list`, {});
    assert.match(title ?? "", /\(1\)$/);
    assert.equal(table?.rows.length, 1);
    assert.equal(table?.rows[0]?.length, table?.columns.length);
    assert.equal(table?.rows[0]?.at(-1), ROW.id.slice(0, 8));
  });

  if (of.reviewed)
    told("what is shown says its name, where it stands and nothing that is empty", async () => {
      const card = await run("show", { resource: String(ROW.name) });
      assert.equal(card.title, ROW.name);
      assert.deepEqual(card.card, { resource: noun, id: ROW.id });
      for (const { label, value } of card.fields ?? []) assert.ok(label && value && value !== "—", label);
    });

  for (const [act, offer] of Object.entries(of.transitions)) {
    if (["submit", "approve", "reject"].includes(act)) continue;
    const line = `${command} ${act.replaceAll("_", "-")}`;
    told(`${act} does it once, and a refusal speaks with the register's words`, async () => {
      const done = await run(line, { [noun]: String(ROW[of.title]) });
      assert.equal(calls(`${act}_${noun}`).at(-1)?.args[of.argument ?? noun], ROW.id);
      assert.equal(done.text, fillPlaces(offer.done.en, ROW));
      refusal = new Refusal("forbidden", 403);
      assert.equal((await run(line, { [noun]: String(ROW[of.title]) })).refusal?.code, "forbidden");
    });
  }
}

test("an edit changes what is named and leaves the rest, and submits again", async () => {
  current = "domain";
  const before = calls("submit_domain").length;
  await run("domain edit", { domain: String(ROW.name), custom_codes: true });
  assert.deepEqual(calls("update_domain").at(-1)?.args.input, { name: ROW.name, custom_codes: true });
  assert.equal(calls("submit_domain").length, before + 1);
  const nothing = await run("domain edit", { domain: String(ROW.name) });
  assert.match(nothing.text ?? "", /Say what to change: name, custom_codes, proof/);
  const wrong = await run("domain edit", { domain: String(ROW.name), name: "-a.example.com" });
  assert.match(wrong.text ?? "", /“-a\.example\.com” is no domain name/);
  assert.equal(calls("update_domain").length, 1);
});

test("who gives up the right to see what was edited is told that it was done", async () => {
  current = "group";
  losing = true;
  const answer = await run("group edit", { group: String(ROW.name), name: "Night shift" });
  assert.deepEqual([answer.tone, answer.text, answer.refusal], ["good", "The group is saved", undefined]);
  assert.deepEqual(calls("update_group").length, 1);
});
