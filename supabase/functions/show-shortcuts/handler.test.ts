import assert from "node:assert/strict";
import postgres from "postgres";
import { gathering } from "../_core/door/served.ts";
import { Strangers } from "../_core/door/strangers.ts";
import { vendors } from "../_core/vendors/pass_fixture.ts";
import { makeHandler } from "./handler.ts";
import type { Shortcut } from "./shortcuts.ts";

const SERVED: Shortcut = {
  ...{ id: "s1", version: 3, regions: [440_300, 110_000] },
  buttons: [{ name: "官网", action: "url" }],
  timed: [
    {
      ...{ name: "元旦", begins_at: "2026-12-31T16:00:00Z", ends_at: "2027-01-03T16:00:00Z" },
      buttons: [
        { name: "新年", action: "url" },
        { name: "客服", action: "dial" },
      ],
    },
  ],
  ports: [
    { number: "10690001", kind: "plain" },
    { number: "10681", kind: "prefix" },
  ],
};
const { passes, pass, shows } = await vendors();

/** A door to one shortcut, at which an address may knock `most` times a minute. */
function door(most = 1_000) {
  const asked: string[] = [];
  const strangers = new Strangers(() =>
    Promise.resolve({ most, seconds: 60, header: "x-forwarded-for", hops: 1 }),
  );
  const shortcuts = {
    of: (signature: string) => {
      asked.push(signature);
      return signature === "云杉商城" ? [SERVED] : [];
    },
  };
  const handle = makeHandler(shortcuts, passes, strangers);
  const get = (query: Record<string, string>, headers: HeadersInit = {}) =>
    handle(new Request(`http://x/show-shortcuts?${new URLSearchParams(query)}`, { headers }));
  return { get, asked };
}
const SHENZHEN = { signature: "云杉商城", region: "深圳市", at: "2026-12-01T09:00:00+08:00" };

Deno.test("a phone is shown the buttons of its region and time, each with the place that a click names", async () => {
  const { get } = door();
  const usual = await get(SHENZHEN);
  assert.equal(usual.headers.get("cache-control"), "public, max-age=30");
  const shown = await usual.json();
  assert.deepEqual([shown.shortcut, shown.version, shown.configuration], ["s1", 3, null]);
  assert.equal(shown.until, "2026-12-31T16:00:00.000Z");
  assert.deepEqual(shown.buttons, [{ item: "1", name: "官网", action: "url" }]);
  const newYear = await (await get({ ...SHENZHEN, at: "2027-01-01T00:00:00+08:00" })).json();
  assert.equal(newYear.configuration, "元旦");
  assert.deepEqual(
    newYear.buttons.map(({ item }: { item: string }) => item),
    ["1.1", "1.2"],
  );
  // The end is no longer part of it.
  const after = await (await get({ ...SHENZHEN, at: "2027-01-04T00:00:00+08:00" })).json();
  assert.deepEqual([after.configuration, after.until], [null, null]);
});

Deno.test("control characters in a signature are malformed, and nobody is asked about them", async () => {
  const { get, asked } = door();
  for (const signature of ["\0\0", "云\0商城", "云杉\n商城", "云杉\u0085商"]) {
    const answer = await get({ ...SHENZHEN, signature });
    assert.equal(answer.status, 400, JSON.stringify(signature));
    const { code, details } = await answer.json();
    assert.deepEqual([code, details], ["malformed", { field: "signature" }]);
  }
  assert.deepEqual(asked, []);
});

Deno.test("a signature that the database refuses fails alone, though others were asked for in the same turn", async () => {
  const queries: number[] = [];
  const refusing = (state: string) =>
    gathering((signatures) => {
      queries.push(signatures.length);
      if (!signatures.includes("坏")) return Promise.resolve(new Map([["云杉商城", [SERVED]]]));
      const error = Object.assign(new postgres.PostgresError("no"), { code: state });
      return Promise.reject(state === "" ? new Error("away") : error);
    });
  const names = ["云杉商城", ...Array.from({ length: 98 }, (_, n) => `店${n}`), "坏"];
  const ask = refusing("22021");
  const answers = await Promise.allSettled(names.map((name) => ask(name)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    names.map((name) => (name === "坏" ? "rejected" : "fulfilled")),
  );
  assert.deepEqual(answers[0]?.status === "fulfilled" && answers[0].value, [SERVED]);
  assert.ok(queries.length <= 16, `${queries.length} queries`);
  queries.length = 0;
  const away = refusing("");
  await Promise.allSettled(names.map((name) => away(name)));
  assert.deepEqual(queries, [100], "a database that is away is asked once");
});

Deno.test("elsewhere, for another sender and for another signature there are no buttons", async () => {
  const { get } = door();
  const count = async (query: Record<string, string>) =>
    (await (await get({ ...SHENZHEN, ...query })).json()).buttons.length;
  assert.equal(await count({ region: "北京" }), 1);
  assert.equal(await count({ region: "110000", port: "10690001" }), 1);
  assert.equal(await count({ port: "10681234" }), 1);
  assert.equal(await count({ signature: "【云杉商城】" }), 1);
  for (const other of [
    { region: "广东省" },
    { region: "上海" },
    { port: "106900012" },
    { signature: "云杉" },
  ])
    assert.equal(await count(other as Record<string, string>), 0, JSON.stringify(other));
});

Deno.test("what cannot be read is refused with its field before anything is looked up", async () => {
  const { get, asked } = door();
  const bad = [{ signature: "" }, { region: "火星" }, { port: "x" }, { at: "2027-01-01" }, { at: "soon" }];
  for (const part of bad) {
    const answer = await get({ ...SHENZHEN, ...part } as Record<string, string>);
    assert.equal(answer.status, 400);
    assert.deepEqual((await answer.json()).details.field, Object.keys(part)[0]);
  }
  assert.deepEqual(asked, []);
});

Deno.test("an address that asks too often waits; another one does not, nor a vendor with its pass", async () => {
  const { get } = door(3);
  const from = (address: string) => get(SHENZHEN, { "x-forwarded-for": address });
  for (let n = 0; n < 3; n += 1) assert.equal((await from("1.2.3.4")).status, 200);
  const late = await from("1.2.3.4");
  assert.equal(late.status, 429);
  assert.ok(Number(late.headers.get("retry-after")) >= 1);
  assert.equal((await from("5.6.7.8")).status, 200);
  const huawei = { ...Object.fromEntries(shows(await pass("huawei"))), "x-forwarded-for": "1.2.3.4" };
  for (let n = 0; n < 10; n += 1) assert.equal((await get(SHENZHEN, huawei)).status, 200);
});
