import assert from "node:assert/strict";
import { test } from "node:test";
import { previewOf } from "./preview.ts";
import { REGIONS, regionName, regionOf } from "./regions.ts";
import { contentLines } from "./text.ts";

const MENUS = [
  {
    name: "服务 🛍️",
    action: "submenu",
    items: [{ name: "订单", action: "url", url: "https://a.example.com", title: "我的订单", external: true }],
  },
  { name: "客服", action: "dial", phone: "400-123-4567" },
] as const;

test("the model of a phone is made of whatever is filled in", () => {
  const empty = previewOf({ profile: null, menus: null, home: null }, "en");
  assert.deepEqual([empty.name, empty.logo, empty.chat.menus, empty.home.background], ["", null, [], null]);
  const menus = MENUS.map((menu) => ({ ...menu, items: "items" in menu ? [...menu.items] : [] }));
  const made = previewOf(
    { profile: { name: "云杉", industry: "shopping" }, menus, home: { intro: "欢迎" } },
    "en",
  );
  assert.deepEqual(made.chat.menus, [
    {
      name: "服务 🛍️",
      leads: null,
      items: [
        {
          name: "订单",
          leads: "Open URL · https://a.example.com · 我的订单 · Open in external browser",
        },
      ],
    },
    { name: "客服", leads: "Call · 400-123-4567", items: [] },
  ]);
  assert.deepEqual([made.home.industry, made.home.intro], ["Shopping", "欢迎"]);
  assert.deepEqual(contentLines("menus", menus, "zh-CN"), [
    "服务 🛍️",
    "　订单 → 打开URL · https://a.example.com · 我的订单 · 在外部浏览器打开",
    "客服 → 拨打电话 · 400-123-4567",
  ]);
});

test("a region is found by its names in both languages and by its code; a name of two is the larger one", () => {
  const code = (typed: string) => regionOf(typed)?.code ?? null;
  assert.deepEqual(
    ["广东省深圳市", "深圳", "shenzhen", "440300", " 深圳市 "].map(code),
    Array(5).fill(440300),
  );
  assert.deepEqual([code("吉林"), code("吉林市"), code("全国"), code("火星")], [220000, 220200, 0, null]);
  assert.deepEqual(regionName(330100), { zh: "浙江省杭州市", en: "Hangzhou, Zhejiang" });
  assert.equal(new Set(REGIONS.map((region) => region.code)).size, REGIONS.length);
  assert.equal(REGIONS.filter(({ province }) => province === null).length, 32);
});
