import assert from "node:assert/strict";
import type { Told } from "../_core/channels/koomessage/receipts.ts";
import { timeOf } from "../_core/channels/koomessage/times.ts";
import { makeHandler } from "./handler.ts";
import { isFrom } from "./unsigned.ts";
import type { Door } from "./unsigned_records.ts";

const CARRIER = "11111111-1111-4111-8111-111111111111";
const SECRET = "abcdefghijklmnopqrstuvwxyz_-0123";
const OPEN: Door = { sources: null, address_header: "x-forwarded-for", trusted_hops: 1 };
const TASK = "a1b2c3";

/** A receiver with one carrier; tells what was recorded. */
function receiver(door: Door = OPEN) {
  const recorded: Told[] = [];
  const records = {
    channel: () => Promise.resolve(null),
    record: () => Promise.reject(new Error("not here")),
  };
  const unsigned = {
    door: (carrier: string, secret: string) =>
      Promise.resolve(carrier === CARRIER && secret === SECRET ? door : null),
    record(_carrier: string, told: Told) {
      recorded.push(told);
      return Promise.resolve({ known: told.receipts.length });
    },
  };
  const handle = makeHandler(records, unsigned);
  const post = async (body: unknown, path = `${CARRIER}/${SECRET}`, headers = {}) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const { error } = console;
    console.error = () => undefined;
    const url = `http://x/receive-receipts/${path}`;
    return await handle(new Request(url, { method: "POST", body: text, headers })).finally(() => {
      console.error = error;
    });
  };
  /** What is read of a call. */
  const told = async (body: unknown) => {
    const answer = await post(body);
    return { status: answer.status, faults: (await answer.json()).faults ?? [], told: recorded.pop() };
  };
  return { post, told, recorded };
}

const call = (callback_type: string, body: unknown) => ({
  ...{ request_id: "r", domain_id: "d", callback_type, body: JSON.stringify(body), retry: false },
});
const sms = (more: object = {}) => ({
  ...{ task_id: TASK, cust_flag: "13800138000", msg_id: "m1", tpl_id: "600000001", sms_sign: "云杉" },
  ...{ send_time: "2026-11-30 09:00:40", receive_time: "2026-11-30T09:00:49", send_status: "DELIVRD" },
  ...more,
});

Deno.test("a receipt names its message by task and number, and by the id of the short message", async () => {
  const { told } = receiver();
  const one = await told(call("sms", sms()));
  const receipt = { ids: [`${TASK}/13800138000`, "m1"], status: "delivered", code: "DELIVRD" };
  assert.deepEqual(one.told?.receipts, [{ ...receipt, at: "2026-11-30T01:00:49.000Z" }]);
  const many = await told(
    call("sms", [
      sms({ cust_flag: "+8613800138001", msg_id: null, send_status: "Deliverd", receive_time: "nonsense" }),
      sms({ cust_flag: "8613800138002", send_status: "MK:0001", receive_time: "2026-11-30T01:00:49Z" }),
      sms({ cust_flag: "13800138003", send_status: "EXPIRED", receive_time: "" }),
    ]),
  );
  assert.deepEqual(
    many.told?.receipts.map(({ ids, status, code, at }) => [ids[0]?.slice(-11), status, code, at]),
    [
      ["13800138001", "delivered", "DELIVRD", "2026-11-30T01:00:40.000Z"],
      ["13800138002", "failed", "MK:0001", "2026-11-30T01:00:49.000Z"],
      ["13800138003", "expired", "EXPIRED", "2026-11-30T01:00:40.000Z"],
    ],
  );
});

Deno.test("a card that was shown names its message, or the link that was minted before", async () => {
  const { told } = receiver();
  const chain = { task_id: TASK, tpl_id: "600000001", aim_url: "https://km2g.cn/PDiWqc", status: 0 };
  const { told: read } = await told(
    call("shortchain", [
      { ...chain, cust_flag: "13800138000" },
      { ...chain, cust_flag: "7" },
    ]),
  );
  assert.deepEqual(read?.opened, [
    { id: `${TASK}/13800138000`, flag: "13800138000", url: "km2g.cn/PDiWqc" },
    { id: "", flag: "7", url: "km2g.cn/PDiWqc" },
  ]);
  const failed = await told(call("shortchain", { ...chain, cust_flag: "7", status: 3 }));
  assert.equal(failed.status, 400);
});

Deno.test("the basic edition tells what became of messages, and what people reply", async () => {
  const { told } = receiver();
  const reports = [
    { task_id: TASK, mobile: "13800138000", status: 0, code: "DELIVRD", rtime: "2026-11-30 09:00:49" },
    { task_id: TASK, mobile: "13800138001", status: 1, desc: "off" },
  ];
  const sent = await told({ seq_id: "1", reports });
  assert.deepEqual(
    sent.told?.receipts.map(({ status, code, at }) => [status, code, at]),
    [
      ["delivered", "DELIVRD", "2026-11-30T01:00:49.000Z"],
      ["failed", "UNDELIV", null],
    ],
  );
  const result = [{ task_id: TASK, mobile: "13800138000", content: "Hello+%E6%82%A8%E5%A5%BD", rtime: "x" }];
  const [reply] = (await told({ seq_id: "2", result })).told?.replies ?? [];
  assert.deepEqual([reply?.phone, reply?.text, reply?.at], ["+8613800138000", "Hello 您好", null]);
  assert.equal(reply?.message_id, `${TASK}/13800138000`);
  const again = (await told({ seq_id: "3", result })).told?.replies[0]?.id;
  assert.equal(again, reply?.id, "told once more, it is the same reply");
  const odd = await told({ seq_id: "4", result: [{ ...result[0], content: "100%" }] });
  assert.equal(odd.told?.replies[0]?.text, "100%");
});

Deno.test("what vendors decide about a template is read as the list of templates is", async () => {
  const { told } = receiver();
  const factory_info = [
    { factory_type: "HUAWEI", state: 1 },
    { factory_type: "NOKIA", state: 1 },
  ];
  const { told: read } = await told({ tpl_id: "600000001", tpl_state: 1, audit_state: 2, factory_info });
  assert.deepEqual(
    read?.states.map(({ tpl_id, vendor, state }) => [tpl_id, vendor, state]),
    [["600000001", "huawei", "approved"]],
  );
});

Deno.test("what cannot be read is told by its place and left out; a call of nothing else is refused", async () => {
  const { told, recorded } = receiver();
  const mixed = await told(
    call("sms", [
      sms(),
      "text",
      sms({ task_id: null, msg_id: "", cust_flag: "" }),
      sms({ send_status: "UNKNOWN" }),
    ]),
  );
  assert.deepEqual([mixed.status, mixed.told?.receipts.length], [200, 1]);
  assert.deepEqual(
    mixed.faults.map(({ where }: { where: string }) => where),
    ["body.1", "body.2", "body.3.send_status"],
  );
  for (const bad of [
    ...["{", "[]", "null", "7", JSON.stringify({ callback_type: "sms" })],
    ...[call("sms", "text"), { callback_type: "other", body: "{}" }, { reports: [1] }],
    { callback_type: "sms", body: "{not json" },
  ])
    assert.equal((await told(bad)).status, 400, JSON.stringify(bad));
  assert.deepEqual(recorded, []);
  const nul = await told(call("sms", sms({ send_status: "MK\0:0001", msg_id: "a b" })));
  assert.deepEqual(nul.told?.receipts[0]?.ids, [`${TASK}/13800138000`]);
  assert.equal(nul.told?.receipts[0]?.code, "MK:0001");
});

Deno.test("a wrong secret, another carrier and a caller from elsewhere are 401, alike", async () => {
  const { post, recorded } = receiver({ ...OPEN, sources: "192.0.2.0/24,2001:db8::1/128" });
  const good = call("sms", sms());
  const from = (address: string) => ({ "x-forwarded-for": `203.0.113.9, ${address}` });
  const path = `${CARRIER}/${SECRET}`;
  const answers = await Promise.all([
    post(good, `${CARRIER}/${SECRET.replace("a", "b")}`, from("192.0.2.7")),
    post(good, `22222222-2222-4222-8222-222222222222/${SECRET}`, from("192.0.2.7")),
    post(good, path, from("203.0.113.9")),
    post(good, path),
  ]);
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [401]);
  assert.equal(new Set(texts).size, 1);
  assert.deepEqual(recorded, []);
  for (const address of ["192.0.2.7", "2001:db8::1", "::ffff:192.0.2.9", "192.0.2.7:4711"])
    assert.equal((await post(good, path, from(address))).status, 200, address);
  assert.equal((await post(good, `${path}/more`, from("192.0.2.7"))).status, 404);
});

Deno.test("an address is within a source or it is not", () => {
  assert.ok(isFrom("10.0.0.1/32", "10.0.0.1"));
  assert.ok(!isFrom("10.0.0.1/32", "10.0.0.2"));
  assert.ok(!isFrom("10.0.0.0/8", "2001:db8::1"));
  assert.ok(!isFrom("0.0.0.0/0", "unknown"));
});

Deno.test("a time without a zone is China's; a day that there is not is no time", () => {
  assert.equal(timeOf("2026-01-01 00:30:00"), "2025-12-31T16:30:00.000Z");
  assert.equal(timeOf("2026-11-30T09:00:49"), "2026-11-30T01:00:49.000Z");
  assert.equal(timeOf("2026-11-30T09:00:49.123456Z"), "2026-11-30T09:00:49.123Z");
  assert.equal(timeOf("2026-11-30T09:00:49+0900"), "2026-11-30T00:00:49.000Z");
  for (const none of [
    "",
    null,
    7,
    "2026-02-30 00:00:00",
    "2026-13-01 00:00:00",
    "0001-01-01 00:00:00",
    "soon",
  ])
    assert.equal(timeOf(none), null, String(none));
});
