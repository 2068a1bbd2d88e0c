/** What the declarations do not give: number files in parts, how far something is, exports that are fetched, reports and statistics of links. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, handOver, messagesOf, startedSend, typed, WIDE } from "../fixtures.ts";
import { type MadeKey, madeKey } from "../keys/key_fixtures.ts";
import { noCaps, overSend } from "../sends/sends_fixtures.ts";
import { importAll, phones } from "./numbers.ts";
import { programsOf } from "./programs.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "import-numbers", "export-rows");
const { ask, paths } = await programsOf(stage);
const key = await madeKey(stage.db, { policies: ["KooMessage FullAccess"] });
const asKey = ({ key_id, secret }: MadeKey) => ({ authorization: `Bearer ${key_id}.${secret}` });
const PATH = "/resources/numbers";
const csv = { "content-type": "text/csv" };

/** A file whose parts are sent, by a key. */
async function begun(name: string, parts: readonly string[]) {
  const bytes = Buffer.byteLength(parts.join(""));
  const body = { name, bytes, parts: parts.length };
  const { body: file } = await ask("POST", PATH, "nobody", { body, headers: asKey(key) });
  assert.equal(file.state, "uploading", JSON.stringify(file));
  return file.id as string;
}
const sendPart = (
  file: string,
  part: number | string,
  raw: string,
  first = 1,
  query = `first_line=${first}`,
) =>
  ask("PUT", `${PATH}/${file}/parts/${part}?${query}`, "nobody", { raw, headers: { ...asKey(key), ...csv } });

test("a number file comes in parts, in any order and twice, and is finished; its progress is told", async () => {
  const [one, two] = [phones(3, 100), phones(2, 200)];
  const parts = [
    `手机号,order_no\n${one.map((phone) => `${phone},A\n`).join("")}`,
    two.map((phone) => `${phone},B\n`).join(""),
  ];
  const file = await begun("分片.csv", parts);
  const second = await sendPart(file, 2, parts[1] ?? "", 5);
  assert.deepEqual(
    [second.status, second.body.parts_here, second.body.parts],
    [200, 1, 2],
    JSON.stringify(second.body),
  );
  const early = await ask("POST", `${PATH}/${file}/finish`, "nobody", { headers: asKey(key) });
  assert.deepEqual([early.status, early.body.code], [409, "parts_missing"]);
  for (let time = 0; time < 2; time += 1) assert.equal((await sendPart(file, 1, parts[0] ?? "")).status, 200);
  const finished = await ask("POST", `${PATH}/${file}/finish`, "nobody", { headers: asKey(key) });
  assert.deepEqual([finished.status, finished.body.state], [200, "importing"], JSON.stringify(finished.body));
  await importAll(stage, file);
  const { body } = await ask("GET", `${PATH}/${file}/progress`, "nobody", { headers: asKey(key) });
  assert.deepEqual(
    [body.state, body.parts_done, body.parts, body.accepted, body.invalid],
    ["ready", 2, 2, 5, 0],
    JSON.stringify(body),
  );
  const late = await sendPart(file, 1, "13800000009\n");
  assert.deepEqual([late.status, late.body.code], [409, "wrong_state"]);
});

test("a part of nothing, of a stranger or of no number is refused, and kept nowhere", async () => {
  const file = await begun("拒绝.csv", ["13800000001\n"]);
  const stranger = await ask("PUT", `${PATH}/${file}/parts/1?first_line=1`, "mallory", {
    raw: "1\n",
    headers: csv,
  });
  assert.equal(stranger.status, 404);
  const reader = await ask("PUT", `${PATH}/${file}/parts/1?first_line=1`, "dan", {
    raw: "1\n",
    headers: csv,
  });
  assert.equal(reader.status, 403, JSON.stringify(reader.body));
  for (const part of ["x", "99999"]) assert.equal((await sendPart(file, part, "1\n")).status, 404, part);
  const cases = [
    [await sendPart(file, 0, "13800000001\n"), 422, "part_out_of_range"],
    [await sendPart(file, 2, "13800000001\n"), 422, "part_out_of_range"],
    [await sendPart(file, 1, ""), 422, "part_out_of_range"],
    [await sendPart(file, 1, "1\n", 1, "first_line=0"), 422, "query_invalid"],
    [await sendPart(file, 1, "1\n", 1, ""), 422, "query_invalid"],
    [await sendPart(file, 1, "1".repeat(4_000_001)), 413, "body_too_large"],
  ] as const;
  for (const [{ status, body }, wanted, code] of cases) assert.deepEqual([status, body.code], [wanted, code]);
});

test("a few numbers are typed", async () => {
  const body = { phones: phones(2, 300), purpose: "aim" };
  const typed = await ask("POST", `${PATH}/typed`, "alice", { body });
  assert.deepEqual([typed.status, typed.body.accepted], [201, 2], JSON.stringify(typed.body));
  const none = await ask("POST", `${PATH}/typed`, "alice", { body: { phones: [] } });
  assert.equal(none.status, 422);
});

test("an export is made, told how far it is, and fetched once it is there", async () => {
  const body = { name: "接口", source: "channel", format: "csv", columns: ["name"], locale: "en" };
  const made = await ask("POST", "/resources/exports", "alice", { body });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const at = `/resources/exports/${made.body.id}`;
  const early = await ask("POST", `${at}/download`, "alice");
  assert.deepEqual([early.status, early.body.code], [409, "wrong_state"]);
  await stage.call("export-rows", "bot");
  const { body: progress } = await ask("GET", `${at}/progress`, "alice");
  assert.equal(progress.state, "done", JSON.stringify(progress));
  assert.ok(progress.rows > 0 && progress.bytes > 0);
  const { body: file } = await ask("POST", `${at}/download`, "alice");
  const bytes = await (await fetch(file.url)).arrayBuffer();
  assert.deepEqual([bytes.byteLength, file.bytes], [progress.bytes, progress.bytes]);
  assert.equal((await ask("POST", `${at}/download`, "bob")).status, 404, "everybody sees their own");
  assert.equal((await ask("GET", `${at}/progress`, "mallory")).status, 404);
});

test("every report answers its lines and refuses what is none of its days; another enterprise has none of them", async () => {
  const none = await madeKey(stage.db, { policies: [] });
  const reports = Object.keys(paths).filter((path) => path.startsWith("/reports/"));
  assert.ok(reports.includes("/reports/group-links") && reports.includes("/reports/personal-links"));
  const days = "first=2026-01-01&last=2026-12-31";
  for (const path of reports) {
    for (const asked of ["", "&period=total", "&limit=1"]) {
      const { status, body } = await ask("GET", `${path}?${days}${asked}`, "alice");
      assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    }
    const bare = await ask("GET", path, "alice");
    assert.deepEqual([bare.status, bare.body.code, bare.body.details.field], [422, "query_invalid", "first"]);
    const long = await ask("GET", `${path}?first=2020-01-01&last=2026-12-31`, "alice");
    assert.deepEqual([long.status, long.body.code], [422, "input_invalid"], path);
    assert.equal((await ask("GET", `${path}?${days}`, "nobody", { headers: asKey(none) })).status, 403, path);
  }
});

test("a send report tells what its lines cost, as the panel does, and by network why it does not", async () => {
  await startedSend(stage.db, { count: 5 });
  await handOver(stage.db);
  const asked = `/reports/sends?${new URLSearchParams(WIDE)}&period=total&by=send`;
  const panel = await done(
    stage.db.as("alice").rpc("spending", { ...WIDE, report: "sends", period: "total", by: ["send"] }),
  );
  const { body } = await ask("GET", asked, "alice");
  const { currency, total_fen, before_fen } = panel;
  assert.deepEqual(body.spending, { currency, total_fen, before_fen, unknown: null });
  assert.ok(total_fen > 0 && body.lines.length > 0, JSON.stringify(body));
  const sum = body.lines.reduce((all: number, line: { spent_fen: number }) => all + line.spent_fen, 0);
  // Each line is rounded by itself.
  assert.ok(Math.abs(sum - total_fen) <= body.lines.length / 2, `${sum} of ${total_fen}`);
  const { body: split } = await ask("GET", `${asked.replace("by=send", "by=network")}`, "alice");
  assert.deepEqual(split.spending, {
    ...{ currency: null, total_fen: null, before_fen: null },
    unknown: "by_network",
  });
  assert.ok(split.lines.every(({ spent_fen }: { spent_fen: unknown }) => spent_fen === null));
  // Where the costs fail, the figures are told all the same.
  await stage.db.sql`alter function private.spending_of(uuid, jsonb, jsonb) rename to spending_lost`;
  const { status, body: without } = await ask("GET", asked, "alice");
  await stage.db.sql`alter function private.spending_lost(uuid, jsonb, jsonb) rename to spending_of`;
  assert.deepEqual([status, without.spending.unknown, without.total], [200, "unavailable", body.total]);
  assert.ok(without.lines.every(({ spent_fen }: { spent_fen: unknown }) => spent_fen === null));
  const { body: other } = await ask(
    "GET",
    asked.replace("sends?", "templates?").replace("by=send", "by=template"),
    "alice",
  );
  assert.ok(!("spending" in other));
});

test("how far a send and a resolve task are is told in counts", async () => {
  for (const path of ["/resources/sends", "/resources/resolve-tasks"]) {
    const { body } = await ask("GET", `${path}?limit=3`, "alice");
    for (const { id, state } of body.items) {
      const progress = await ask("GET", `${path}/${id}/progress`, "alice");
      assert.deepEqual([progress.status, progress.body.state], [200, state], JSON.stringify(progress.body));
    }
  }
});

test("one message that failed is sent again once, as it was shown, for a review of its own", async () => {
  await noCaps(stage.db);
  const send = await overSend(stage.db, { failed: 1 });
  const [message = ""] = await messagesOf(stage.db, send);
  const path = `/resources/messages/${message}`;
  const act = async (headers = {}, who: "alice" | "nobody" = "alice") => {
    const { body } = await ask("GET", `${path}/transitions`, who, { headers });
    return body.items.find(({ verb }: { verb: string }) => verb === "resend");
  };
  const { shown, allowed, code } = await act();
  assert.deepEqual([allowed, code], [true, null]);
  // What a person has to have seen is for no key, whatever its rights are.
  const whole = await madeKey(stage.db, { policies: ["KooMessage FullAccess", "RTC Administrator"] });
  const headers = asKey(whole);
  const byKey = await act(headers, "nobody");
  assert.deepEqual([byKey.allowed, byKey.code], [false, "person_required"]);
  const pressed = await ask("POST", `${path}/resend`, "nobody", {
    body: { shown },
    headers: { ...headers, "idempotency-key": "again-key-0001" },
  });
  assert.deepEqual([pressed.status, pressed.body.code], [403, "person_required"]);
  const again = (body: object, once: string) =>
    ask("POST", `${path}/resend`, "alice", { body, headers: { "idempotency-key": once } });
  const other = await again({ shown: `${shown}0` }, "again-other-0001");
  assert.deepEqual([other.status, other.body.code], [409, "shown_changed"], JSON.stringify(other.body));
  const first = await again({ shown }, "again-0001");
  assert.deepEqual([first.status, first.body.state, first.body.parent_id], [200, "in_review", send]);
  const { body: row } = await ask("GET", `/resources/sends/${first.body.id}`, "alice");
  assert.deepEqual(first.body, row, "it answers the send as its own route does");
  assert.equal(
    (await again({ shown }, "again-0001")).body.id,
    first.body.id,
    "repeated, it is the same send",
  );
  const second = await again({ shown }, "again-0002");
  assert.deepEqual([second.status, second.body.code], [409, "message_resent"]);
  assert.deepEqual([(await act()).allowed, (await act()).code], [false, "message_resent"]);
});

test("a message tells its story, a number why it got nothing: masked, and the number is in no address", async () => {
  const headers = asKey(key);
  const [number = "", other = ""] = phones(2, 7_000_000);
  const send = await startedSend(stage.db, { file: await typed(stage.db, [`+86${number}`]), name: "经过" });
  const [message = ""] = await messagesOf(stage.db, send);
  const story = await ask("GET", `/resources/messages/${message}/story`, "nobody", { headers });
  assert.deepEqual(
    [story.status, story.body.message.id, story.body.send.id, story.body.events[0].what],
    [200, message, send, "imported"],
    JSON.stringify(story.body),
  );
  const find = (asked: string) =>
    ask("POST", "/resources/messages/find", "nobody", { body: { number: asked }, headers });
  const found = await find(number);
  assert.deepEqual([found.status, found.body.messages.length], [200, 1], JSON.stringify(found.body));
  const nowhere = await find(other);
  assert.deepEqual([nowhere.body.messages, nowhere.body.files], [[], []]);
  for (const { body } of [story, found]) assert.ok(!JSON.stringify(body).includes(number));
  assert.deepEqual(
    [(await find("1380013")).status, (await find("1380013")).body.code],
    [422, "invalid_number"],
  );
  for (const id of ["999999999", "x"])
    for (const what of ["story", "transitions"]) {
      const none = await ask("GET", `/resources/messages/${id}/${what}`, "nobody", { headers });
      assert.deepEqual([none.status, none.body.code], [404, "not_found"], `${id} ${what}`);
    }
});
