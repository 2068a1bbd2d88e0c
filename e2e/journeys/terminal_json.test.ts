/** `--json` prints what the routes of the API answer, by the same schemas: lists, rows, acts and refusals. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pageSchema, rowSchema, wholeSchema } from "@tidings/shared/catalogue/answers.ts";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { problem } from "@tidings/shared/catalogue/problems.ts";
import { headOf, type Noun } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { place } from "../screens/panel.ts";
import { type Member, member, submittedDomain } from "./members.ts";
import { terminalSettings, typedThere } from "./terminals.ts";

const RUN = Date.now().toString(36);
let home: string;
const people = new Map<string, Member>();

before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-json-"));
  for (const name of ["alice", "bob", "carol"]) people.set(name, await member(name, "en"));
});
after(() => rm(home, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: what a program reads
type Json = any;

const run = async (who: string, words: readonly string[]) => {
  const settings = { ...terminalSettings(home), TIDINGS_EMAIL: `${who}@demo.test` };
  const { code, out, text } = await typedThere([...words, "--json"], settings);
  return { code, read: JSON.parse(out) as Json, text };
};

/** What a command printed that did its work. */
async function told(who: string, ...words: string[]): Promise<Json> {
  const { code, read, text } = await run(who, words);
  assert.equal(code, 0, text);
  return read;
}

/** What the route answers the same person. */
async function route(who: string, path: string): Promise<Json> {
  const { data } = (await people.get(who)?.client.auth.getSession()) ?? {};
  const answer = await fetch(`${place().api}/functions/v1/api/resources/${path}`, {
    headers: { apikey: place().key, authorization: `Bearer ${data?.session?.access_token}` },
  });
  assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
  return answer.json();
}

/** With the columns that the schema names, and no other. */
const exactly = (schema: z.ZodObject) => z.strictObject(schema.shape);
const page = (noun: Noun) => z.strictObject(pageSchema(exactly(rowSchema(DECLARED[noun]))).shape);

function fits(schema: z.ZodType, value: unknown, what: string): void {
  const read = schema.safeParse(value);
  assert.ok(read.success, `${what}: ${read.error && z.prettifyError(read.error)}\n${JSON.stringify(value)}`);
}

test("lists are the pages of the routes, with the cursor of the next one", async () => {
  const lists = {
    template: "template list",
    send: "sends",
    policy: "policy list",
    channel: "channel list",
    domain: "domain list",
    access_key: "access-key list",
  } satisfies Partial<Record<Noun, string>>;
  for (const [noun, words] of Object.entries(lists) as [Noun, string][]) {
    const read = await told("alice", ...words.split(" "));
    fits(page(noun), read, words);
    const { items, next_cursor } = await route("alice", headOf(noun).path);
    // Other stories of this copy may add rows meanwhile.
    const known = new Map(items.map((item: Json) => [item.id, item]));
    const both = read.items.filter(({ id }: Json) => known.has(id));
    assert.ok(both.length >= Math.min(1, items.length), words);
    assert.deepEqual(Object.keys(read.items[0] ?? {}), Object.keys(items[0] ?? {}), words);
    assert.equal(read.next_cursor === null, next_cursor === null, words);
    if (read.next_cursor !== null) {
      const second = await route("alice", `${headOf(noun).path}?cursor=${read.next_cursor}`);
      const shown = new Set(read.items.map(({ id }: Json) => id));
      assert.ok(
        second.items.every(({ id }: Json) => !shown.has(id)),
        words,
      );
    }
  }
  const none = await told("alice", "domain", "list", "nothing-is-called-so");
  assert.deepEqual(none, { items: [], next_cursor: null });
});

test("a row is what its route answers; beside it stands what a decision names", async () => {
  const { bob } = Object.fromEntries(people);
  assert.ok(bob);
  const name = `json.terminal-${RUN}.example.com`;
  const id = await submittedDomain(bob, name);
  const { shown, ...row } = await told("carol", "show", name);
  assert.match(shown, /./);
  fits(exactly(wholeSchema(DECLARED.domain)), row, "show");
  assert.deepEqual(row, await route("carol", `${headOf("domain").path}/${id}`));
  const approved = await told("carol", "approve", name);
  fits(exactly(wholeSchema(DECLARED.domain)), approved, "approve");
  assert.deepEqual(approved, await route("carol", `${headOf("domain").path}/${id}`));
  const rules = await told("alice", "link-rules", "show");
  assert.deepEqual(rules, await route("alice", headOf("link_rules").path));
});

test("what is made, changed and deleted is its row, and its id at last", async () => {
  const whole = exactly(wholeSchema(DECLARED.group));
  const made = await told("alice", "group", "add", `Json ${RUN}`);
  fits(whole, made, "add");
  const path = `${headOf("group").path}/${made.id}`;
  assert.deepEqual(made, await route("alice", path));
  const edited = await told("alice", "group", "edit", `Json ${RUN}`, "--name", `Json 2 ${RUN}`);
  fits(whole, edited, "edit");
  assert.equal(edited.name, `Json 2 ${RUN}`);
  assert.deepEqual(edited, await route("alice", path));
  const gone = await told("alice", "group", "delete", `Json 2 ${RUN}`);
  assert.deepEqual(gone, { id: made.id });
});

test("a refusal is a problem with the code of the register, as the routes refuse", async () => {
  const { code, read } = await run("bob", ["group", "add", `Not ${RUN}`]);
  assert.equal(code, 1);
  fits(problem, read, "a refusal");
  assert.deepEqual([read.status, read.code, read.type], [403, "forbidden", "urn:tidings:refusal:forbidden"]);
  assert.match(read.request_id, /^[0-9a-f]{32}$/);
  const look = await run("carol", ["show", "nothing-is-called-so"]);
  assert.equal(look.code, 1);
  fits(problem, look.read, "what is not there");
});
