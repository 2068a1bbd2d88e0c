/** API-1: somebody holds id and secret of a key and tries every route, and every other door. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type MadeKey, madeKey } from "../keys/key_fixtures.ts";
import { programsOf } from "./programs.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "check-device", "keep-file");
const { db } = stage;
const { ask, paths } = await programsOf(stage);
const key = await madeKey(db, { name: "没有策略", most_a_minute: 6000 });
const bearer = ({ key_id, secret }: MadeKey) => ({ authorization: `Bearer ${key_id}.${secret}` });
const NOTHING = "00000000-0000-4000-8000-000000000000";

test("a key without a policy is answered no row and does nothing on any of our routes", async () => {
  const counted = async () =>
    (
      await db.sql`select count(*)::int as n from public.audit_log where actor = ${key.id} and outcome = 'granted'`
    )[0]?.n;
  const wrong: string[] = [];
  let asked = 0;
  for (const [path, methods] of Object.entries(paths)) {
    if (!path.startsWith("/resources/")) continue;
    for (const method of Object.keys(methods)) {
      const told = await ask(method.toUpperCase(), path.replace(/\{\w+\}/g, NOTHING), "nobody", {
        headers: { ...bearer(key), "idempotency-key": crypto.randomUUID() },
        ...(method === "get" ? {} : { body: {} }),
      });
      const what = `${method} ${path}: ${told.status} ${JSON.stringify(told.body).slice(0, 200)}`;
      const nothing = method === "get" && (OPEN.has(path) || told.body?.items?.length === 0);
      if (told.status >= 500 || (told.status < 400 && !nothing)) wrong.push(what);
      asked += 1;
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(asked > 200, `${asked} routes`);
  assert.equal(await counted(), 0);
});

/** What everybody sees who works in the enterprise: prices, public templates, words of codes, and settings. */
const OPEN: ReadonlySet<string> = new Set(
  [
    ...["offers", "unit-prices", "public-templates", "result-codes"],
    ...["marketing-window", "operation-protection", "approver-mfa", "review-hours"],
  ].map((noun) => `/resources/${noun}`),
);

test("its secret opens no other door: neither REST nor another function, with whatever header", async () => {
  const rest = (headers: Record<string, string>) =>
    fetch(`${stage.api}/rest/v1/send_cards?select=id`, { headers: { ...headers, apikey: key.secret } });
  for (const headers of [bearer(key), { "x-access-key": key.key_id, authorization: `Bearer ${key.secret}` }])
    assert.ok((await rest(headers)).status >= 400);
  for (const name of ["check-device", "keep-file"]) {
    const answer = await fetch(`${stage.api}/functions/v1/${name}`, {
      method: "POST",
      headers: { ...bearer(key), "x-access-key": key.key_id, "content-type": "application/json" },
      body: "{}",
    });
    assert.equal(answer.status, 401, name);
  }
});
