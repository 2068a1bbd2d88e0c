import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { startRest } from "../testing/rest_double.ts";
import { resourceAnswer } from "./resource.ts";
import type { View } from "./view.ts";

/** BOT-3, SA-2, SHC-1: a card that is decided says what it changes of what serves, with both pictures. */

const REVIEW = {
  ...{ id: "7f3a19be-0000-4000-8000-000000000001", enterprise_id: "e1", state: "in_review", version: 2 },
  ...{ live_version: 1, submitted_by_name: "Bob", submitted_at: "2026-11-24T02:00:00Z", reason: null },
  ...{ decided_by_name: null, decided_at: null, waits_for: null },
};
const HOME = {
  background: { path: "e1/a.png", name: "背景.png" },
  intro: "欢迎来到云杉商城",
  hotline: "400-123-4567",
  quick_apps: [{ name: "云杉会员", link: "hap://app/com.example.vip/" }],
};
const MENUS = [
  {
    name: "服务",
    action: "submenu",
    items: [{ name: "我的订单", action: "url", url: "https://mall.example.com", title: "订单" }],
  },
  { name: "客服", action: "dial", phone: "400-123-4567" },
];
const PROFILE = { name: "云杉商城", industry: "shopping", intro: "云杉商城的服务号", logo: null };
const part = (kind: string, content: unknown, live: unknown) => ({
  ...{ ...REVIEW, account_id: "a1", name: "云杉商城", kind, content, live_content: live },
  change_reason: "换热线",
});
const BUTTON = { name: "客服", action: "dial", phone: "400-123-4567" };
const SHORTCUT = {
  ...{ ...REVIEW, signature: "云杉商城", own_signature: true, serving: "serving", frozen_at: null },
  ...{ regions: [440000], timed: [], proofs: [{ path: "e1/a.png", name: "证明.png" }], buttons: [BUTTON] },
  ...{ live_signature: "云杉商城", live_regions: [440000, 450000], live_timed: [], live_buttons: [] },
  live_proofs: [{ path: "e1/a.png", name: "证明.png" }],
};
let parts: ReturnType<typeof part>[] = [];
const rest = await startRest(
  {
    allowed_transitions: () => ({}),
    review_changes: ({ resource }) =>
      resource === "domain"
        ? {
            ...{ base: "submission", at: "2026-11-23T02:00:00Z", version: null, rows: null },
            differs: [{ field: "purpose", before: "测试", after: "会员通知" }],
          }
        : null,
  },
  {
    account_part_cards: (_who, query) => (query.get("id") ? parts.slice(0, 1) : parts),
    shortcut_cards: () => [SHORTCUT],
    domain_cards: () => [{ ...REVIEW, name: "go.example.com", purpose: "会员通知" }],
    audit_entries: () => [],
  },
);
after(() => rest.close());
const view = (locale: "en" | "zh-CN" = "en") =>
  ({
    ...{ session: rest.own, locale, zone: "Asia/Shanghai", commands: [], permissions: [], sender: "云杉" },
    shared: true,
  }) as View;
const cardOf = (resource: "account_part" | "shortcut" | "domain", locale?: "en" | "zh-CN") =>
  resourceAnswer(view(locale), { resource, id: REVIEW.id });
const sizeOf = (png: Uint8Array | undefined) => Buffer.from(png ?? []).readUInt32BE(16);
/** The picture, for anyone who wants to look at it: TIDINGS_LOOK names a folder. */
const look = (name: string, png: Uint8Array | undefined) => {
  if (process.env.TIDINGS_LOOK) writeFileSync(`${process.env.TIDINGS_LOOK}/${name}.png`, png ?? "");
};

test("a part of an account shows the phone as it serves and as it would, and says value by value what it changes", async () => {
  const served = { ...HOME, hotline: "400-000-0000", background: { path: "e1/b.png", name: "背景.png" } };
  parts = [part("home", HOME, served), part("profile", PROFILE, PROFILE), part("menus", MENUS, null)];
  const { text = "", picture } = await cardOf("account_part");
  look("home", picture?.png);
  assert.deepEqual(text.split("\n"), [
    "Compared with version 1 (in use):",
    "• Background image: 背景.png · b.png → 背景.png · a.png",
    "• Hotline: 400-000-0000 → 400-123-4567",
  ]);
  assert.match(picture?.alt ?? "", /^Phone preview: 云杉商城: .*Call 400-123-4567/);
  const both = sizeOf(picture?.png);
  parts = [part("menus", MENUS, MENUS), part("profile", PROFILE, PROFILE), part("home", HOME, null)];
  const same = await cardOf("account_part", "zh-CN");
  look("menus", same.picture?.png);
  assert.match(same.text ?? "", /与使用中的第 1 版相比： 内容相同/);
  parts = [{ ...part("profile", PROFILE, null), version: 1, live_version: null as never }];
  const first = await cardOf("account_part");
  look("profile", first.picture?.png);
  assert.doesNotMatch(first.text ?? "", /Compared/);
  assert.ok(both > 1.8 * sizeOf(first.picture?.png), "two phones beside each other, where one was");
});

test("a shortcut shows its buttons before and now, and which regions it takes or leaves", async () => {
  const { text = "", picture } = await cardOf("shortcut");
  look("shortcut", picture?.png);
  assert.match(text, /• Regions: Guangdong, Guangxi → Guangdong\n/);
  assert.match(text, /• Button 1: — → 客服: Call · 400-123-4567/);
  assert.doesNotMatch(text, /Proofs/);
  assert.match(picture?.alt ?? "", /客服/);
});

test("what has no versions is compared with its submission before, in the words of what is decided", async () => {
  const { text = "" } = await cardOf("domain", "zh-CN");
  assert.match(text, /与上次提交（2026-11-23 10:00）相比：\n• 申请理由: 测试 → 会员通知/);
});
