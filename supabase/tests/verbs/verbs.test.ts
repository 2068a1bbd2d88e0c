import assert from "node:assert/strict";
import { test } from "node:test";
import { fullDatabase } from "../full_database.ts";
import { doer, VERBS, verbsOf } from "../verbs.ts";

/** IAM-3, IAM-4: every verb of the API is in verbs.ts, is granted to somebody, and leaves a line in the audit log where it changes something. */
const { db, resources } = await fullDatabase();

test("verbs.ts knows every verb of the API, argument by argument", async () => {
  const verbs = await db.sql`
    select p.proname as name, coalesce(p.proargnames[1:p.pronargs], '{}') as args, p.pronargs - p.pronargdefaults as needed
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`;
  assert.deepEqual(
    verbs.map(({ name }) => name),
    Object.keys(VERBS).sort(),
  );
  for (const { name, args, needed } of verbs) {
    const given = Object.keys(VERBS[name]?.input(resources) ?? {});
    for (const arg of args.slice(0, needed))
      assert.ok(given.includes(arg), `${name} is tried without ${arg}`);
  }
});

test("whoever has the right is granted each verb, with these very arguments", async () => {
  for (const [name, verb] of Object.entries(VERBS)) {
    const { error } = await doer(db, verb).rehearse(name, verb.input(resources));
    assert.equal(error, null, `${name}: ${JSON.stringify(error)}`);
  }
});

/** The lines beside that of the verb. */
const BY_THEMSELVES: Record<string, string[]> = {
  // Every send in motion or in review.
  accept_restore: Array(7).fill("stop"),
  // With a carrier, its channels are held.
  pause_carrier: ["hold"],
  resend_send: ["collect"],
  resend_delivery: ["collect"],
  // The log of the copy begins with it.
  copy_template: ["create"],
  copy_public_template: ["create"],
  copy_basic_template: ["create"],
  // The send goes by itself.
  test_template: ["test"],
  test_basic_template: ["test"],
  revoke_session: ["sign_out"],
  revoke_other_sessions: ["sign_out"],
};

test("every granted change of a person stands in the audit log, once, with who did it", async () => {
  for (const [name, verb] of verbsOf("own", "member", "platform")) {
    const { audit } = await doer(db, verb).rehearse(name, verb.input(resources));
    // A small resend collects its numbers before it returns, a copy is made, and a session that is ended is signed out, wherever that was done.
    const besides = BY_THEMSELVES[name] ?? [];
    const byItself = ({ verb }: { verb: string }) => Number(besides.includes(verb));
    const [line, ...more] = [...audit].sort((one, other) => byItself(one) - byItself(other));
    assert.ok(line, `${name} leaves no line`);
    assert.deepEqual(
      more.map((one) => one.verb),
      besides,
      name,
    );
    assert.equal(line.outcome, "granted", name);
    assert.equal(line.actor_name?.toLowerCase(), verb.who, name);
  }
});

test("reading leaves the audit log alone", async () => {
  for (const [name, verb] of verbsOf("read")) {
    assert.deepEqual((await doer(db, verb).rehearse(name, verb.input(resources))).audit, [], name);
  }
});
