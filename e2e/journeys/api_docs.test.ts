/** The page of the API in a real Chromium: somebody finds an operation, reads it, calls it as themselves and takes the code along. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { place } from "../screens/panel.ts";
import { reads } from "../screens/shown.ts";
import { member } from "./members.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const address = (rest: string) => `${place().api}/functions/v1/api/docs${rest}`;

test("in Chinese an operation is found by its word, called with a session's token, and shown as code", async () => {
  const page = await openPage(browser);
  await page.goto(address("?lang=zh"));
  await page.getByRole("heading", { name: "接口文档" }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("searchbox").fill("短消息应用");
  await page.getByRole("link", { name: "列表：短消息应用" }).click();
  const alice = await member("alice", "zh-CN");
  const { data } = await alice.client.auth.getSession();
  await page.locator("#token").fill(data.session?.access_token ?? "");
  await page.getByRole("button", { name: "发送请求" }).click();
  await page.locator(".good", { hasText: "200" }).waitFor();
  await reads(page.locator(".try pre"), /"next_cursor"/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Python" }).click();
  await reads(page.locator("main > pre"), /^import json, os, urllib\.request/);
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
});

test("on a phone in English the menu opens and leads to an operation, which takes what it says", async () => {
  const page = await openPage(browser, "phone");
  await page.goto(address("?lang=en"));
  await page.getByRole("heading", { name: "API documentation" }).waitFor();
  await page.locator("#menu").click();
  await page.getByRole("searchbox").fill("numbers/typed");
  await page.getByRole("link", { name: "Create a number file from a few numbers" }).click();
  await page.getByRole("heading", { name: "Request body" }).waitFor();
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  assert.equal(wide, false, "nothing is cut off at the side");
  assert.deepEqual(await violations(page), []);
});
