import assert from "node:assert/strict";
import { Strangers } from "../_core/door/strangers.ts";
import { vendors } from "../_core/vendors/pass_fixture.ts";
import type { Account } from "./accounts.ts";
import { makeHandler } from "./handler.ts";

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  versions: { profile: 2, menus: 1, home: 1 },
  profile: {
    ...{ name: "云杉商城", remark: "内部", industry: "shopping", intro: "订单和会员" },
    logo: { path: "e/ab12.png", name: "标志.png", width: 240, height: 240 },
    ...{ all_ports: false, signatures: [], authorisation: { path: "e/letter.png", name: "授权书.png" } },
  },
  menus: [
    { name: "服务", action: "submenu", items: [{ name: "客服", action: "dial", phone: "400-123-4567" }] },
    { name: "会员", action: "url", url: "https://mall.example.com/", title: "会员" },
  ],
  home: {
    background: { path: "e/cd34.png", name: "背景.png", width: 1440, height: 810 },
    ...{ intro: "欢迎", hotline: "400-123-4567", quick_apps: [{ name: "会员", link: "hap://app/a/" }] },
  },
  bindings: [{ number: "10690001", kind: "plain", region: 0 }],
  ...more,
});
const { passes, pass, shows } = await vendors();

function door(all: readonly Account[], most = 1_000) {
  const strangers = new Strangers(() =>
    Promise.resolve({ most, seconds: 60, header: "x-forwarded-for", hops: 1 }),
  );
  const handle = makeHandler({ of: () => all }, passes, strangers);
  return (query: Record<string, string>, headers: HeadersInit = {}) =>
    handle(new Request(`http://x/show-account?${new URLSearchParams(query)}`, { headers }));
}
const ASKED = { signature: "【云杉商城】", port: "10690001" };

Deno.test("a phone is shown what is approved, each entry with the place that a click names, and no letter or remark", async () => {
  const answer = await door([account("a1")])(ASKED);
  assert.equal(answer.headers.get("cache-control"), "public, max-age=30");
  const shown = await answer.json();
  assert.deepEqual(shown.profile, {
    ...{ name: "云杉商城", intro: "订单和会员", industry: "shopping" },
    logo: { file: "ab12.png", width: 240, height: 240 },
  });
  assert.deepEqual([shown.account, shown.versions], ["a1", { profile: 2, menus: 1, home: 1 }]);
  assert.deepEqual(
    [shown.menus[0].item, shown.menus[0].items[0].item, shown.menus[1].item],
    ["1", "1.1", "2"],
  );
  assert.deepEqual([shown.home.quick_apps[0].item, shown.home.background.file], ["app.1", "cd34.png"]);
  assert.doesNotMatch(JSON.stringify(shown), /letter|内部/);
});

Deno.test("another sender has no account; where two share a number by region, the region says which", async () => {
  const get = door([
    account("south", { bindings: [{ number: "10681", kind: "prefix", region: 440_000 }] }),
    account("north", { bindings: [{ number: "10681", kind: "prefix", region: 110_000 }] }),
  ]);
  const of = async (query: Record<string, string>) =>
    (await (await get({ ...ASKED, ...query })).json()).account;
  assert.equal(await of({}), null);
  assert.deepEqual(
    [await of({ port: "106812345", region: "深圳" }), await of({ port: "106812345", region: "北京" })],
    ["south", "north"],
  );
  assert.deepEqual(
    [await of({ port: "106812345" }), await of({ port: "106812345", region: "上海" })],
    [null, null],
  );
  const nothing = await (await get(ASKED)).json();
  assert.deepEqual(nothing, { account: null, versions: {}, profile: null, menus: [], home: null });
});

Deno.test("what is no question is named by its field, and a stranger who asks too often waits, but no vendor", async () => {
  const get = door([account("a1")], 3);
  for (const [query, field] of [
    [{ ...ASKED, signature: "云" }, "signature"],
    [{ signature: "云杉商城" }, "port"],
    [{ ...ASKED, port: "x" }, "port"],
  ] as const) {
    const answer = await get(query);
    assert.deepEqual([answer.status, (await answer.json()).details], [400, { field }]);
  }
  const late = await get(ASKED);
  assert.equal(late.status, 429);
  assert.ok(Number(late.headers.get("retry-after")) > 0);
  assert.equal((await get(ASKED, shows(await pass("huawei")))).status, 200);
});
