import assert from "node:assert/strict";
import { after, test } from "node:test";
import { UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import { startRest } from "../testing/rest_double.ts";
import { ownCardFields, ownLine, ownTyped } from "./own.ts";
import type { View } from "./view.ts";

/** FLD-1 in chat: what is typed for own fields, and what a card shows of them. */
const field = (key: string, kind: string, more: object = {}) => ({
  ...{ key, kind, name: key, name_en: null, hint: null, hint_en: null, options: null, min: 0, max: 200 },
  ...{ required: false, bound: true, in_chat: true, state: "active", place: 1, enterprise_id: "e", ...more },
});
const options = [
  { key: "east", zh: "华东", en: "East" },
  { key: "old", zh: "旧", en: "Old", retired: true },
];
const FIELDS = [
  field("campaign", "text", { name: "活动", name_en: "Campaign" }),
  field("region", "choice", { name: "区域", name_en: "Region", options }),
  field("empty", "choice", { name: "停用", name_en: "Empty", options: options.slice(1) }),
  field("urgent", "flag", { name: "加急", name_en: "Urgent" }),
  field("budget", "count", { name: "预算", name_en: "Budget", min: 1, max: 100 }),
  field("ends", "day", { name: "截止", name_en: "End time", in_chat: false }),
];
const own = { campaign: "双旦", region: "old", urgent: false, budget: 7, ends: "2026-12-31" };
const rest = await startRest(
  {},
  { own_field_cards: () => FIELDS, send_cards: () => [{ id: "s", enterprise_id: "e", own }] },
);
after(() => rest.close());
const context = (locale = "en") =>
  ({
    session: rest.own,
    locale,
    zone: "Asia/Shanghai",
    me: { enterprise: { id: "e" } },
  }) as unknown as Context;

test("values are typed by key or by name, with a choice and a yes in either language", async () => {
  assert.deepEqual(await ownTyped(context(), "send", "Campaign=双旦; region=East; urgent=no；budget=7"), {
    ...{ campaign: "双旦", region: "east", urgent: false, budget: 7 },
  });
  assert.deepEqual(await ownTyped(context("zh-CN"), "send", "活动=; 区域＝华东; 加急=是"), {
    ...{ campaign: null, region: "east", urgent: true },
  });
});

test("what does not fit is told at the option, with what there is", async () => {
  const wrong: [string, RegExp][] = [
    ["nothing=1", /campaign \(Campaign\), region \(Region\)/],
    ["just words", /key=value/],
    ["region=west", /“Region” can't be “west”\. Options: east/],
    ["region=old", /Options: east/],
    ["empty=old", /^“Empty” has no options to choose from\.$/],
    ["urgent=perhaps", /yes, no/],
    ["budget=101", /an integer from 1 to 100/],
    ["budget=many", /an integer from 1 to 100/],
  ];
  for (const [typed, words] of wrong)
    await assert.rejects(ownTyped(context(), "send", typed), (error) => {
      assert.ok(error instanceof UserError, typed);
      assert.match(error.message, words, typed);
      return true;
    });
});

test("a card shows the fields that stand in chat, a retired choice by its words, and says them again as an option", async () => {
  const view = { session: rest.own, locale: "en" } as View;
  assert.deepEqual(await ownCardFields(view, { resource: "send", id: "s" }), [
    { label: "Campaign", value: "双旦" },
    { label: "Region", value: "Old" },
    { label: "Urgent", value: "No" },
    { label: "Budget", value: "7" },
  ]);
  assert.deepEqual(await ownCardFields(view, { resource: "domain", id: "s" }), []);
  assert.equal(ownLine({ campaign: "双旦", budget: 7 }), "campaign=双旦; budget=7");
});
