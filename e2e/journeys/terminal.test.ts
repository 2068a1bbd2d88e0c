/** The terminal as a person runs it, one process a command: it remembers what it has printed, and decides about that. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { PASSWORD, place } from "../screens/panel.ts";
import { decisions, type Member, member, submittedAnew, submittedDomain, untilDecided } from "./members.ts";
import { submittedSend } from "./sends.ts";
import { type Printed, ROOT, terminalSettings, typedThere } from "./terminals.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let home: string;
let alice: Member;
let bob: Member;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-terminal-"));
  [alice, bob] = await Promise.all([member("alice", "en"), member("bob", "en")]);
});
after(() => rm(home, { recursive: true, force: true }));

/** Runs `tidings` as a person, in a terminal that keeps its looks and sessions in a folder of this journey; `own` settings go before the words. */
function tidings(
  who: string,
  first: string | Readonly<Record<string, string>>,
  ...rest: string[]
): Promise<Printed> {
  const [own, words] = typeof first === "string" ? [{}, [first, ...rest]] : [first, rest];
  return typedThere(words, { ...terminalSettings(home), TIDINGS_EMAIL: `${who}@demo.test`, ...own });
}

test("without a look the card is printed and nothing decided; the same line again decides", async () => {
  const name = `first.terminal-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  const first = await tidings("carol", "approve", name);
  assert.equal(first.code, 1, first.text);
  assert.match(
    first.text,
    new RegExp(`${name}[\\s\\S]*Custom short code +No[\\s\\S]*approve ${domain.slice(0, 8)}`),
  );
  assert.deepEqual(await decisions(alice, "domain", domain), []);
  const second = await tidings("carol", "approve", domain.slice(0, 8));
  assert.equal(second.code, 0, second.text);
  await untilDecided(alice, "domain", domain, ["approve granted terminal Carol"]);
  assert.equal((await readdir(join(home, "looks"))).length, 1);
});

test("the examples of docs/commands.md that only read are answered to alice in the demo", async () => {
  const page = await readFile(join(ROOT, "docs/commands.md"), "utf8");
  const lines = Array.from(page.matchAll(/^\* `(.+?)`: /gm), ([, line = ""]) => line).filter((line) =>
    /^(help|may|who-can|audit log|report|digest|show|message|device) /.test(line),
  );
  assert.ok(lines.length > 10, lines.join("\n"));
  for (const line of lines) {
    const words = Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, word]) => quoted ?? word ?? "");
    const { code, text } = await tidings("alice", ...(words as [string, ...string[]]));
    assert.equal(code, 0, `${line}\n${text}`);
  }
});

/** The sessions that dan has begun and ended, by the log. */
async function sessionsOfDan(): Promise<readonly string[]> {
  const { data, error } = await alice.client
    .from("audit_log")
    .select("verb")
    .eq("resource", "session")
    .eq("actor_name", "Dan")
    .eq("outcome", "granted")
    .order("id");
  assert.equal(error, null);
  return (data ?? []).map(({ verb }) => verb);
}

test("a terminal keeps one session a member: commands after the first sign nobody in, and another password takes none up", async () => {
  const own = await mkdtemp(join(tmpdir(), "tidings-kept-"));
  try {
    const before = await sessionsOfDan();
    for (const words of [["quota"], ["sends"], ["quota"]]) {
      const { code, text } = await tidings("dan", { TIDINGS_HOME: own }, ...words);
      assert.equal(code, 0, text);
    }
    const begun = (await sessionsOfDan()).slice(before.length);
    assert.deepEqual(begun, ["sign_in"]);
    const [file = ""] = await readdir(join(own, "sessions"));
    const { mode } = await stat(join(own, "sessions", file));
    assert.equal(mode & 0o777, 0o600);
    const wrong = await tidings("dan", { TIDINGS_HOME: own, TIDINGS_PASSWORD: "not-this-one" }, "quota");
    assert.equal(wrong.code, 1);
    assert.match(wrong.text, /Can't sign in as dan@demo\.test/);
    // Ended from elsewhere, it is followed by a new one.
    const dan = await member("dan", "en");
    const { error } = await dan.client.rpc("revoke_other_sessions", { request: null });
    assert.equal(error, null);
    const after = await tidings("dan", { TIDINGS_HOME: own }, "quota");
    assert.equal(after.code, 0, after.text);
    assert.equal((await readdir(join(own, "sessions"))).length, 1);
    // Damaged, or with a token that nobody signed, it is as none, and nothing of it is printed.
    const path = join(own, "sessions", file);
    const { tokens, ...rest } = JSON.parse(await readFile(path, "utf8"));
    for (const damaged of [
      { ...rest, tokens: { ...tokens, access_token: "a.b.c" } },
      { ...rest, tokens: { access_token: "a.b.c", refresh_token: "x", expires_at: 1 } },
      { ...rest, check: "é".repeat(64), tokens },
      { ...rest, tokens: 5 },
      5,
    ]) {
      await writeFile(path, JSON.stringify(damaged));
      const { code, text } = await tidings("dan", { TIDINGS_HOME: own }, "quota");
      assert.equal(code, 0, text);
      assert.doesNotMatch(text, /Error|at .*\.[jt]s/);
    }
  } finally {
    await rm(own, { recursive: true, force: true });
  }
});

test("what asks for a password just given begins a new session in place of a kept one that is older", async () => {
  const { TIDINGS_TEST_DB_URL } = process.env;
  const db = postgres(String(TIDINGS_TEST_DB_URL), { max: 1 });
  try {
    const sessions = async () =>
      (
        await db`select s.id from auth.sessions s join auth.users u on u.id = s.user_id where u.email = 'alice@demo.test'`
      ).length;
    assert.equal((await tidings("alice", "quota")).code, 0);
    const open = await sessions();
    await db`update auth.sessions s set created_at = s.created_at - interval '1 hour' from auth.users u
      where u.id = s.user_id and u.email = 'alice@demo.test'`;
    const made = await tidings("alice", "group", "add", `Night ${RUN}`);
    assert.equal(made.code, 0, made.text);
    assert.equal(await sessions(), open);
  } finally {
    await db.end();
  }
});

test("bob changes and resubmits between carol's look and her line: it is refused with what differs", async () => {
  const name = `changed.terminal-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  await tidings("carol", "show", name);
  await submittedAnew(bob, alice, domain, name);
  const late = await tidings("carol", "approve", name);
  assert.equal(late.code, 1);
  assert.match(late.text, /The domain has changed since you viewed it: custom short codes/);
  assert.match(late.text, /custom short codes +no → yes/);
  assert.match(
    (await tidings("carol", "approve", name)).text,
    /View the content above first/,
    "the old look is forgotten",
  );
  assert.equal((await tidings("carol", "approve", name)).code, 0);
  await untilDecided(alice, "domain", domain, [
    "reject granted admin Alice",
    "approve shown_changed terminal Carol",
    "approve granted terminal Carol",
  ]);
});

test("bob edits his send by name: only what is named changes, and it waits for an approval anew", async () => {
  const name = `终端${RUN}`;
  const send = await submittedSend(bob, name, { timing: "scheduled", scheduled_at: "2099-11-30T02:00:00Z" });
  const bare = await tidings("bob", "send", "edit", name);
  assert.equal(bare.code, 1);
  assert.match(bare.text, /Specify what to change/);
  const edited = await tidings("bob", "send", "edit", name, "2099-12-01 10:00", "--validity_days", "3");
  assert.equal(edited.code, 0, edited.text);
  assert.match(edited.text, /Saved and resubmitted for review[\s\S]*2099-12-01 10:00/);
  assert.doesNotMatch(edited.text, /void/, "nobody had approved it");
  const { data } = await bob.client
    .from("sends")
    .select("state, validity_days, revision")
    .eq("id", send)
    .single();
  assert.deepEqual(data, { state: "in_review", validity_days: 3, revision: 2 });
  const others = await tidings("alice", "edit", name, "--name", "x");
  assert.match(others.text, /Only Bob, who created “终端.*”, can edit it/);
  await bob.verb("cancel_send", { send });
  assert.equal((await tidings("dan", "replies", "--days", "1")).code, 0);
  assert.equal((await tidings("dan", "receipts")).code, 0);
});

test("a script reads what it decides about and names it", async () => {
  const name = `script.terminal-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  const read = JSON.parse((await tidings("carol", "show", name, "--json")).text);
  const allowed = await alice.verb("allowed_transitions", { resource: "domain", ids: [domain] });
  const { shown } = allowed[domain].find(({ verb }: { verb: string }) => verb === "approve");
  assert.deepEqual([read.id, read.name, read.shown], [domain, name, shown]);
  await rm(join(home, "looks"), { recursive: true });
  const done = await tidings("carol", "reject", name, "no proof", "--shown", shown);
  assert.equal(done.code, 0, done.text);
  await untilDecided(alice, "domain", domain, ["reject granted terminal Carol"]);
});

test("alice belongs to two enterprises: a name that she types is of the one she works in", async () => {
  const mallory = await member("mallory", "en", "mallory@other.test");
  const { token } = await mallory.verb("create_invitation", {
    input: { email: "alice@demo.test", groups: ["Reviewers"] },
  });
  const { joined } = await alice.verb("accept_invitation", { input: { token } });
  try {
    const name = `both.terminal-${RUN}.example.com`;
    const [ours, theirs] = [await submittedDomain(bob, name), await submittedDomain(mallory, name)];
    const own = await tidings("alice", "reviews");
    assert.match(own.text, new RegExp(ours.slice(0, 8)));
    assert.doesNotMatch(own.text, new RegExp(theirs.slice(0, 8)));
    await tidings("alice", "show", name);
    assert.equal((await tidings("alice", "approve", name)).code, 0);
    await untilDecided(alice, "domain", ours, ["approve granted terminal Alice"]);
    assert.match((await tidings("alice", "approve", theirs)).text, /Nothing found with/);

    await tidings("alice", "enterprise", "Other");
    const other = await tidings("alice", "reviews");
    assert.match(other.text, new RegExp(theirs.slice(0, 8)));
    assert.match((await tidings("alice", "show", ours)).text, /Nothing found with/);
    assert.deepEqual(await decisions(mallory, "domain", theirs), []);
  } finally {
    await tidings("alice", "enterprise", "云杉商城");
    await alice.verb("leave_enterprise", { enterprise: joined.id });
  }
});

test("a person is invited, joins, and leaves again in the terminal; the link works for that address alone", async () => {
  const email = `gina-${RUN}@nowhere.test`;
  const { error } = await createClient(place().api, place().key, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.signUp({ email, password: PASSWORD });
  assert.equal(error, null);
  const gina = (...words: string[]) => tidings("gina", "--as", email, ...words);
  assert.match((await gina("reviews")).text, /You haven't chosen an enterprise[\s\S]*enterprise <name>/);

  const made = await tidings("alice", "invite", email.toUpperCase(), "Readers");
  assert.equal(made.code, 0, made.text);
  // Where the address of the panel is not known, the rest of the link is all the same.
  const [, token = ""] = /\/join#([\w-]{43})/.exec(made.text.replace(/\s*\n\s*/g, "")) ?? [];
  assert.ok(token, made.text);
  assert.match((await tidings("alice", "invitations")).text, new RegExp(`${email} +Pending +Readers +Alice`));
  assert.match(
    (await tidings("bob", "join", token)).text,
    /doesn't work for the account[\s\S]*bob@demo.test/,
  );
  assert.match((await gina("join", token)).text, /You've joined 云杉商城 and switched to it/);
  assert.match((await tidings("alice", "members")).text, new RegExp(`${email} +Active +Readers`));
  assert.match((await gina("leave", "云杉商城")).text, /You've left 云杉商城/);
  assert.match((await gina("join", token)).text, /can no longer be used: Accepted/);
  const { data } = await alice.client.from("audit_log").select("*").in("verb", ["create", "accept", "leave"]);
  assert.doesNotMatch(JSON.stringify(data), new RegExp(token));
});
