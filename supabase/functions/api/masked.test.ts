import assert from "node:assert/strict";
import { test } from "node:test";
import { maskedBody, maskedPath } from "./masked.ts";

const kept = (body: unknown) =>
  JSON.parse(maskedBody(new TextEncoder().encode(JSON.stringify(body))) ?? "null");

test("numbers, secrets and values of parameters are not kept; the rest is", () => {
  assert.deepEqual(
    kept({
      ...{
        task_name: "给 138 0013 8000 的通知",
        to: ["+8613800138000", 13900139000],
        n: 7,
        secret: "s",
        api_key: "k",
      },
      resolve_task: { params: [{ cust_flag: "13800138000", dync_params: { name: "张三", amount: 10 } }] },
      ...{ file_stream: "data:image/png;base64,AAAA", flag: true, nothing: null },
    }),
    {
      ...{ task_name: "给 138****8000 的通知", to: ["+86138****8000", "139****9000"] },
      ...{ n: 7, secret: "…", api_key: "…" },
      resolve_task: { params: [{ cust_flag: "…", dync_params: { name: "…", amount: "…" } }] },
      ...{ file_stream: "…", flag: true, nothing: null },
    },
  );
});

test("not much of it: long texts and lists are cut, a large body says its size, what is no JSON is not kept", () => {
  assert.equal(kept({ text: "字".repeat(400) }).text.length, 301);
  assert.deepEqual(kept({ all: Array.from({ length: 30 }, (_, n) => n) }).all.at(-1), "… 30");
  assert.match(
    kept(Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`k${n}`, "x".repeat(20)]))),
    /^… \d+$/,
  );
  assert.equal(maskedBody(new TextEncoder().encode("{")), null);
  assert.equal(maskedBody(new Uint8Array()), null);
});

test("a path is kept with what it asks, masked", () => {
  const asked = new URLSearchParams({ cust_flag: "+8613800138000", limit: "5", token: "t" });
  assert.equal(maskedPath("/v1/x", asked), "/v1/x?cust_flag=+86138****8000&limit=5&token=…");
  assert.equal(maskedPath("/v1/x", new URLSearchParams()), "/v1/x");
  const id = "/v1/sends/8f3a2b1c-a138-4612-8345-abcdef012345";
  assert.equal(maskedPath(id, new URLSearchParams()), id);
});

test("what lies deep in each other is kept to a depth", () => {
  const told = maskedBody(new TextEncoder().encode(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`)) ?? "";
  assert.ok(told.length < 200 && told.includes("…"), told.slice(0, 300));
});
