import assert from "node:assert/strict";
import test from "node:test";
import { accountPart } from "../accounts/part.ts";
import { basicTemplate } from "../basic/template.ts";
import { offer } from "../quotas/offer.ts";
import { changesOf } from "./changes.ts";

const reader = { locale: "en", zone: "Asia/Shanghai" } as const;

test("a change is told in the words of the noun's columns: amounts with their currency, choices by their names, times in the zone", () => {
  const before = { price_fen: 19_990, kind: "basic", sale_until: null, sku: "a", currency: "CNY" };
  const after = {
    price_fen: 300_000,
    kind: "sa_resolution",
    sale_until: "2026-11-24T02:30:00Z",
    sku: "a",
    currency: "CNY",
  };
  assert.deepEqual(
    changesOf({ resource: "offer", before, after }, offer, reader).map(({ field, before, after }) => [
      field,
      before,
      after,
    ]),
    [
      ["Price", "CN¥199.90", "CN¥3,000.00"],
      ["Message type", "Basic edition", "Service account"],
      ["On sale until", "—", "2026-11-24 10:30"],
    ],
  );
});

test("a noun that is not declared is told by the words of what is decided, inner values by their path, and a state by its name", () => {
  const before = { state: "draft", content: { title: "A" }, vendors: ["huawei"] };
  const after = { state: "in_review", content: { title: "B" }, vendors: ["huawei"], strange: 7 };
  assert.deepEqual(
    changesOf({ resource: "template", before, after }, undefined, reader).map(({ field, before, after }) => [
      field,
      before,
      after,
    ]),
    [
      ["State", "Draft", "In review"],
      ["content · title", "A", "B"],
      ["strange", "—", "7"],
    ],
  );
  assert.deepEqual(changesOf({ resource: "template", before: null, after: null }, undefined, reader), []);
});

test("what is a list inside is told by its texts, and a file that was not there before by a dash", () => {
  const after = {
    content: [
      {
        name: "服务",
        items: [{ url: "https://mall.example.com/orders", name: "我的订单", action: "url", external: false }],
        action: "submenu",
      },
    ],
    background: { path: "a/b.png" },
  };
  const lines = changesOf({ resource: "account_part", before: null, after }, accountPart, reader);
  assert.deepEqual(
    lines.map(({ before, after }) => [before, after]),
    [
      ["—", "服务 / 我的订单 / https://mall.example.com/orders / url / submenu"],
      ["—", "present"],
    ],
  );
});

test("a column whose words need no other is told in them, and a row that is named by its known name too", () => {
  const after = { channel: "sandbox", validity_days: 365 };
  assert.deepEqual(
    changesOf({ resource: "basic_template", before: null, after }, basicTemplate, reader).map(
      ({ field, before, after }) => [field, before, after],
    ),
    [
      ["Channel", "—", "sandbox"],
      ["Validity", "—", "365 days"],
    ],
  );
});
