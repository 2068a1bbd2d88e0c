/** The API for programs: nouns over HTTP as panel and chat have them, refused in the same words, described by what checks it. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { idOf, sendInput } from "../fixtures.ts";
import { programsOf } from "./programs.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "check-template");
const { db } = stage;
const { ask, paths, base } = await programsOf(stage);

const key = () => ({ "idempotency-key": randomUUID() });
const LISTS = Object.keys(paths).filter((path) => "next_cursor" in (pageOf(path)?.properties ?? {}));

/** The shape of the page that a path answers, where it is a list. */
function pageOf(path: string) {
  const schema = paths[path]?.get?.responses["200"]?.content?.["application/json"]?.schema;
  return schema?.$ref?.endsWith("Page") ? { properties: { next_cursor: true } } : undefined;
}

test("whoever is nobody is told so as a problem, and the description and its page are for everybody", async () => {
  const { status, body, headers } = await ask("GET", "/resources/sends", "nobody");
  assert.deepEqual([status, body.code, body.title], [401, "not_signed_in", "Unauthorized"]);
  assert.equal(headers.get("content-type"), "application/problem+json");
  assert.equal(body.request_id, headers.get("x-request-id"));
  for (const headers of [
    { authorization: "Bearer no.token.here" },
    { authorization: "Basic YTpi" },
    { authorization: "Bearer TDAAAAAAAAAAAAAAAAAA.x" },
  ])
    assert.equal((await ask("GET", "/resources/sends", "nobody", { headers })).status, 401);
  assert.equal((await ask("GET", "/resources/sends", "service")).status, 401, "a secret key is nobody");
  assert.equal((await ask("GET", "/resources/sends", "bot")).status, 401, "the bot for itself is nobody");
  const page = await fetch(`${base}/docs`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-security-policy") ?? "", /^default-src 'none'; script-src 'sha256-/);
  assert.match(await page.text(), /openapi\.json/);
});

test("every list answers what the description says, the same in pages of one row as in one, and each row by itself", async () => {
  assert.ok(LISTS.length >= 50, `${LISTS.length} lists`);
  let seen = 0;
  for (const path of LISTS) {
    const { status, body } = await ask("GET", `${path}?limit=20`, "alice");
    assert.ok(status === 200 || status === 403, `${path}: ${status}`);
    if (status === 403) continue;
    const ids = body.items.map(({ id }: { id: unknown }) => id);
    seen += ids.length;
    const walked: unknown[] = [];
    for (let cursor: string | null = ""; cursor !== null && walked.length < ids.length; ) {
      const page = await ask("GET", `${path}?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`, "alice");
      assert.equal(page.status, 200, JSON.stringify(page.body));
      walked.push(...page.body.items.map(({ id }: { id: unknown }) => id));
      cursor = page.body.next_cursor;
    }
    assert.deepEqual(walked, ids, path);
    if (ids.length === 0) continue;
    const one = await ask("GET", `${path}/${ids[0]}`, "alice");
    assert.deepEqual([one.status, one.body.id], [200, ids[0]], path);
    if (paths[`${path}/{id}/transitions`]) {
      const acts = await ask("GET", `${path}/${ids[0]}/transitions`, "alice");
      assert.equal(acts.status, 200, JSON.stringify(acts.body));
    }
  }
  assert.ok(seen > 50, `${seen} rows were seen`);
});

test("something is made, edited in part and deleted; what is gone is not found", async () => {
  const made = await ask("POST", "/resources/groups", "alice", {
    body: { name: "接口组", policies: [], members: [] },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const path = `/resources/groups/${made.body.id}`;
  const edited = await ask("PATCH", path, "alice", { body: { name: "接口组二" } });
  assert.deepEqual([edited.status, edited.body.name], [200, "接口组二"]);
  const deleted = await ask("POST", `${path}/delete`, "alice");
  assert.deepEqual([deleted.status, deleted.body], [200, { id: made.body.id }]);
  assert.equal((await ask("GET", path, "alice")).status, 404);
});

test("an act is a verb of the law: its right, its reason, what was shown, and the state afterwards", async () => {
  const app = await ask("POST", "/resources/sms-apps", "alice", { body: { name: "api_app" } });
  assert.equal(app.status, 201, JSON.stringify(app.body));
  const { id } = app.body;
  const trace = "0af7651916cd43dd8448eb211c80319c";
  const off = await ask("POST", `/resources/sms-apps/${id}/disable`, "alice", {
    headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
  });
  assert.deepEqual([off.status, off.body.enabled, off.headers.get("x-request-id")], [200, false, trace]);
  const [line] =
    await db.sql`select verb, source, actor_name from public.audit_log where trace_id = ${trace}`;
  assert.deepEqual([line?.verb, line?.source], ["disable", "api"]);
  const again = await ask("POST", `/resources/sms-apps/${id}/disable`, "alice");
  assert.deepEqual([again.status, again.body.code], [409, "wrong_state"]);
  const edited = await ask("PATCH", `/resources/sms-apps/${id}`, "alice", { body: { name: "api_app_2" } });
  assert.deepEqual([edited.status, edited.body.name], [200, "api_app_2"]);
  const found = await ask("GET", `/resources/sms-apps?name=${encodeURIComponent("app_2")}`, "alice");
  assert.deepEqual(
    found.body.items.map((row: { id: string }) => row.id),
    [id],
  );
});

test("an edit that names one thing of a send leaves the rest, and one that looked at an older one is refused", async () => {
  const input = await sendInput(db, {
    timing: "scheduled",
    scheduled_at: "2099-01-01T04:00:00Z",
    validity_days: 5,
  });
  const { body: was, status } = await ask("POST", "/resources/sends", "bob", { body: input });
  assert.equal(status, 201, JSON.stringify(was));
  const edited = await ask("PATCH", `/resources/sends/${was.id}`, "bob", { body: { name: "只改名称" } });
  assert.equal(edited.status, 200, JSON.stringify(edited.body));
  assert.deepEqual(edited.body, { ...was, name: "只改名称", revision: was.revision + 1 });
  const late = await ask("PATCH", `/resources/sends/${was.id}`, "bob", { body: { name: "x", revision: 1 } });
  assert.deepEqual([late.status, late.body.code], [409, "send_edited"]);
});

test("another role is refused, and another enterprise sees and does nothing", async () => {
  const body = { name: "not_this" };
  const reader = await ask("POST", "/resources/sms-apps", "dan", { body });
  assert.deepEqual([reader.status, reader.body.code], [403, "forbidden"]);
  const app = await idOf(db, "sms_apps", "api_app_2");
  for (const [method, path] of [
    ["GET", `/resources/sms-apps/${app}`],
    ["GET", `/resources/sms-apps/${app}/transitions`],
    ["PATCH", `/resources/sms-apps/${app}`],
    ["POST", `/resources/sms-apps/${app}/enable`],
  ] as const) {
    const stranger = await ask(method, path, "mallory", method === "PATCH" ? { body } : {});
    assert.deepEqual([stranger.status, stranger.body.code], [404, "not_found"], path);
  }
  const theirs = await ask("GET", "/resources/sms-apps", "mallory");
  assert.ok(theirs.body.items.every(({ id }: { id: string }) => id !== app));
});

test("a bad request is refused with the place in it, and never with an error of ours", async () => {
  const post = "/resources/sms-apps";
  const cases: [
    what: string,
    answer: Promise<{ status: number; body: { code: string; details: { field?: string } } }>,
    status: number,
    code: string,
    field?: string,
  ][] = [
    ["no JSON", ask("POST", post, "alice", { raw: "{" }), 400, "not_json"],
    ["a list", ask("POST", post, "alice", { raw: "[]" }), 400, "not_json"],
    [
      "a body in GBK",
      ask("POST", post, "alice", {
        raw: Uint8Array.from([...Buffer.from('{"name":"'), 0xc0, 0xee, ...Buffer.from('"}')]),
      }),
      400,
      "not_json",
    ],
    ["nothing", ask("POST", post, "alice", { raw: "" }), 422, "input_invalid", "name"],
    ["another kind", ask("POST", post, "alice", { body: { name: 1 } }), 422, "input_invalid", "name"],
    [
      "a further key",
      ask("POST", post, "alice", { body: { name: "x", more: 1 } }),
      422,
      "input_invalid",
      "more",
    ],
    [
      "a sign that no text has",
      ask("POST", post, "alice", { body: { name: "a\u0000b" } }),
      422,
      "text_unclean",
      "name",
    ],
    [
      "too large",
      ask("POST", post, "alice", { raw: JSON.stringify({ name: "x".repeat(4_100_000) }) }),
      413,
      "body_too_large",
    ],
    ["a limit of none", ask("GET", "/resources/sends?limit=0", "alice"), 422, "query_invalid", "limit"],
    ["an unknown filter", ask("GET", "/resources/sends?colour=red", "alice"), 422, "query_invalid", "colour"],
    ["a name twice", ask("GET", "/resources/sends?limit=1&limit=2", "alice"), 422, "query_invalid", "limit"],
    [
      "a state that is none",
      ask("GET", "/resources/sends?state=asleep", "alice"),
      422,
      "query_invalid",
      "state",
    ],
    ["a cursor that is none", ask("GET", "/resources/sends?cursor=abc", "alice"), 422, "cursor_invalid"],
    [
      "a cursor of another list",
      ask("GET", `/resources/sends?cursor=${btoa('["x",1]')}`, "alice"),
      422,
      "cursor_invalid",
    ],
    ["an id that is none", ask("GET", "/resources/sends/1'or'1", "alice"), 404, "not_found"],
    ["a short id", ask("GET", "/resources/sends/1", "alice"), 404, "not_found"],
    [
      "an act of nothing",
      ask("POST", `/resources/sms-apps/${randomUUID()}/enable`, "alice"),
      404,
      "not_found",
    ],
    ["a path that is none", ask("GET", "/resources/dragons", "alice"), 404, "no_such_route"],
    ["a method that is none", ask("DELETE", "/resources/sends", "alice"), 405, "method_not_allowed"],
    [
      "a key of nothing",
      ask("POST", post, "alice", { body: { name: "x" }, headers: { "idempotency-key": " " } }),
      400,
      "idempotency_key_invalid",
    ],
    [
      "no key for what sends",
      ask("POST", `/resources/sends/${randomUUID()}/submit`, "alice"),
      400,
      "idempotency_key_required",
    ],
  ];
  for (const [what, answer, status, code, field] of cases) {
    const told = await answer;
    assert.deepEqual([told.status, told.body.code, told.body.details?.field], [status, code, field], what);
  }
  const allow = (await ask("DELETE", "/resources/sends", "alice")).headers.get("allow");
  assert.equal(allow, "GET, POST", "a method that is none is told which there are");
  const { body } = await ask("GET", "/resources/sends/1", "alice", {
    headers: { "accept-language": "zh-CN,zh;q=0.9" },
  });
  assert.match(body.detail, /未找到/);
});

test("a request that is repeated under its key acts once; another body under it is refused", async () => {
  const headers = key();
  const body = { name: "only_once" };
  const first = await ask("POST", "/resources/sms-apps", "alice", { body, headers });
  const second = await ask("POST", "/resources/sms-apps", "alice", {
    body,
    headers: { "idempotency-key": `"${headers["idempotency-key"]}"` },
  });
  assert.deepEqual([first.status, second.status, second.body.id], [201, 201, first.body.id]);
  const other = await ask("POST", "/resources/sms-apps", "alice", { body: { name: "another_one" }, headers });
  assert.deepEqual([other.status, other.body.code], [422, "idempotency_key_reused"]);
  const elsewhere = await ask("POST", `/resources/sms-apps/${first.body.id}/disable`, "alice", { headers });
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [422, "idempotency_key_reused"]);
});

test("forty copies at once make one thing; those that come while it runs are told so, and later get its answer", async () => {
  const headers = key();
  const send = () => ask("POST", "/resources/sms-apps", "alice", { body: { name: "forty_times" }, headers });
  const answers = await Promise.all(Array.from({ length: 40 }, send));
  assert.ok(
    answers.every(
      ({ status, body }) => status === 201 || (status === 409 && body.code === "request_running"),
    ),
    JSON.stringify(answers.map(({ status, body }) => [status, body.code])),
  );
  const [row] = await db.sql`select count(*)::int as n from public.sms_apps where name = 'forty_times'`;
  assert.equal(row?.n, 1);
  assert.equal((await send()).status, 201);
});

test("a setting of the enterprise is shown and changed by what is named", async () => {
  const before = await ask("GET", "/resources/link-rules", "alice");
  assert.equal(before.status, 200);
  const after = await ask("PATCH", "/resources/link-rules", "alice", { body: { group_burst: 1_234 } });
  assert.deepEqual(
    [after.status, after.body.group_burst, after.body.personal_burst],
    [200, 1_234, before.body.personal_burst],
  );
  assert.equal(
    (await ask("PATCH", "/resources/link-rules", "dan", { body: { group_burst: 5 } })).status,
    403,
  );
});
