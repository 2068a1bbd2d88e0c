/** Who types: whoever has signed in with `login`, or whoever a line names; nobody by default. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PASSWORD } from "../screens/panel.ts";
import { member } from "./members.ts";
import { terminalSettings, typedThere } from "./terminals.ts";

let home: string;
before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-login-"));
});
after(() => rm(home, { recursive: true, force: true }));

const tidings = (words: string, typed?: string) =>
  typedThere(words.split(" "), terminalSettings(home), typed);
const logins = async () => (await readdir(join(home, "logins"))).map((name) => join(home, "logins", name));

test("without a login and without --as nobody types, and both ways are said", async () => {
  for (const words of ["sends", "help", "quota --json"]) {
    const { code, text } = await tidings(words);
    assert.equal(code, 1);
    assert.match(text, /Not signed in[\s\S]*login <email>[\s\S]*--as <email>/);
  }
  const chinese = await typedThere(["sends"], { ...terminalSettings(home), TIDINGS_LANG: "zh-CN" });
  assert.match(chinese.text, /尚未登录[\s\S]*login[\s\S]*--as/);
});

test("a wrong password, none and no address are refused, and nothing is kept", async () => {
  const wrong = await tidings("login dan@demo.test --password-stdin", "not-this-one\n");
  assert.equal(wrong.code, 1);
  assert.match(wrong.text, /Can't sign in as dan@demo\.test/);
  assert.match((await tidings("login dan@demo.test", PASSWORD)).text, /--password-stdin/);
  assert.match((await tidings("login --password-stdin", PASSWORD)).text, /Enter your email: login <email>/);
  assert.match((await tidings("login nobody --password-stdin", PASSWORD)).text, /Enter your email/);
  await assert.rejects(logins());
});

test("who signs in types from then on, in a file for this user alone without a password; --as still names another", async () => {
  const signedIn = await tidings("login dan@demo.test --password-stdin", `${PASSWORD}\n`);
  assert.equal(signedIn.code, 0, signedIn.text);
  const [file = ""] = await logins();
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.doesNotMatch(await readFile(file, "utf8"), new RegExp(PASSWORD));
  assert.equal((await tidings("quota")).code, 0);
  assert.match((await tidings("group add Nobodys")).text, /don't have permission/, "as dan");
  const other = await tidings("--as nobody@demo.test quota");
  assert.match(other.text, /Can't sign in as nobody@demo\.test/);
  assert.equal((await tidings("--as bob@demo.test quota")).code, 0);
  // Another login takes its place.
  assert.equal((await tidings("login bob@demo.test --password-stdin", PASSWORD)).code, 0);
  assert.equal((await logins()).length, 1);
  assert.equal(JSON.parse(await readFile((await logins())[0] ?? "", "utf8")).email, "bob@demo.test");
});

test("a login that was ended elsewhere says how to begin again; logout ends it, and twice is told", async () => {
  const bob = await member("bob", "en");
  const { error } = await bob.client.rpc("revoke_other_sessions", { request: null });
  assert.equal(error, null);
  const over = await tidings("quota");
  assert.equal(over.code, 1);
  assert.match(over.text, /session has ended|session of bob@demo\.test has expired/);
  assert.equal((await tidings("login bob@demo.test --password-stdin", PASSWORD)).code, 0);
  assert.match((await tidings("logout")).text, /bob@demo\.test signed out/);
  assert.deepEqual(await logins(), []);
  assert.match((await tidings("logout")).text, /You weren't signed in/);
  assert.match((await tidings("quota")).text, /Not signed in/);
  // What is damaged is nobody's.
  await writeFile(join(home, "logins", "x.json"), "{");
  assert.match((await tidings("quota")).text, /Not signed in/);
});
