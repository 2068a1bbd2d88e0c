import assert from "node:assert/strict";
import { test } from "node:test";
import { testStage } from "./stage.ts";

/** IAM-5, IAM-6: what the embedded Auth does with sign-ins, on the whole law. */
const stage = await testStage({ volatile: true });

async function ask(path: string, body: object, headers: Record<string, string>, method = "POST") {
  const answer = await fetch(`${stage.api}/auth/v1/${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
const signIn = async (password: string) =>
  ask("token?grant_type=password", { email: "bob@demo.test", password }, await stage.headers("nobody"));

test("a wrong password stands in the log of the enterprise, with the address it came from", async () => {
  assert.equal((await signIn("wrong")).status, 400);
  for (;;) {
    // It is told behind the answer.
    const [row] = await stage.db
      .sql`select outcome, code, details ->> 'address' as address from public.audit_log
      where resource = 'session' and verb = 'sign_in' and outcome = 'refused'`;
    if (row)
      return assert.deepEqual({ ...row }, { outcome: "refused", code: "bad_password", address: "127.0.0.1" });
    await new Promise(setImmediate);
  }
});

test("a new password ends bob's other sessions, and his tokens are turned away by the law at once", async () => {
  const [here, there] = [await signIn("tidings-demo"), await signIn("tidings-demo")];
  const as = async (token = "") => ({ ...(await stage.headers("nobody")), authorization: `Bearer ${token}` });
  const whoami = async (token = "") => {
    const answer = await fetch(`${stage.api}/rest/v1/rpc/whoami`, {
      method: "POST",
      headers: await as(token),
    });
    return ((await answer.json()) as { user_id?: string | null }).user_id ?? null;
  };
  assert.ok(await whoami(there.body.access_token));
  const changed = await ask("user", { password: "tidings-demo-3" }, await as(here.body.access_token), "PUT");
  assert.equal(changed.status, 200);
  assert.ok(await whoami(here.body.access_token));
  assert.equal(await whoami(there.body.access_token), null);
});
