import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu } from "./content.ts";
import { industryHere, industryThere, menusHere, menusThere, telsThere } from "./koomessage.ts";

test("menus go there and come back as they were", () => {
  const menus: Menu[] = [
    {
      ...{ name: "服务", action: "submenu" },
      items: [
        { name: "官网", action: "url", url: "https://a.example", title: "官网", external: true },
        { name: "电话", action: "dial", phone: "4001008888" },
      ],
    },
    {
      ...{ name: "应用", action: "app", link: "a://b", package: "com.example.a", app_id: "12" },
      fallback: "https://a.example",
    },
    { name: "快应用", action: "quick_app", link: "hap://app/a", engine: "1040", service: "云杉" },
  ];
  assert.deepEqual(menusHere(menusThere(menus, "云杉商城")), menus);
  const [, , quick] = menusThere([{}, {}, { ...menus[2], service: null }] as Menu[], "云杉商城");
  assert.equal(quick?.ext_msg?.third_service_name, "云杉商城", "it wants one");
});

test("industries are numbered from one; a hotline has no plus there", () => {
  assert.deepEqual([industryThere("finance"), industryThere("other"), industryThere(null)], [1, 11, 0]);
  assert.deepEqual([industryHere(5), industryHere(12), industryHere(undefined)], ["shopping", null, null]);
  assert.deepEqual(telsThere({ hotline: "+861012345678" } as never), [
    { tel: "861012345678", usage: "热线电话" },
  ]);
  assert.deepEqual(telsThere(null), []);
});
