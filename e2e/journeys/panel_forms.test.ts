/** A11Y-1: forms of the panel. Nothing typed is lost by leaving, and two people at one row know of each other. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { clickMenu, enter, signIn, textOf, visit } from "../screens/panel.ts";
import { bears, counts, disabled, holds } from "../screens/shown.ts";

let browser: Browser;
let alice: Page;
before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
});
after(() => browser?.close());

/** The answer to "Leave this page?". */
async function answer(page: Page, leave: boolean): Promise<string> {
  const dialog = page.locator(".ant-modal-confirm");
  await dialog.waitFor();
  const said = await textOf(dialog);
  await dialog.getByRole("button", { name: leave ? "离开" : "留在此页面", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  return said;
}

test("Back asks before it leaves a form with something typed, and the draft is there on return", async () => {
  await enter(alice, "/groups");
  await alice.locator('a[href="/groups/new"]').first().click();
  await alice.locator("#group-name").waitFor();
  await alice.getByTestId("send").click();
  await bears(alice.getByTestId("issues-left"), "data-left", "1");
  await alice.waitForFunction(() => document.activeElement?.id === "group-name");
  await alice.locator("#group-name").fill("客服");
  await counts(alice.getByTestId("issues-left"), 0);
  await alice.goBack();
  assert.match(await answer(alice, false), /已作为草稿/);
  assert.equal(new URL(alice.url()).pathname, "/groups/new");
  await holds(alice.locator("#group-name"), "客服");
  await clickMenu(alice, "/sends");
  await answer(alice, true);
  await alice.locator("h1", { hasText: /^发送任务$/ }).waitFor();
  await visit(alice, "/groups/new");
  await holds(alice.locator("#group-name"), "客服");
  // Nothing was typed in this visit: nobody is asked.
  await enter(alice, "/members");
});

test("what is typed is gone on with on another device; two tabs keep a draft each, and the second is told where its own is from", async () => {
  await visit(alice, "/groups/new");
  await alice.locator("#group-name").fill("客服夜班");
  await alice.getByText("并可在其他设备上继续").waitFor();
  const phone = await openPage(browser);
  await signIn(phone, "alice@demo.test", "简体中文");
  await visit(phone, "/groups/new");
  await phone.waitForFunction(
    () => document.querySelector<HTMLInputElement>("#group-name")?.value === "客服夜班",
  );
  await phone.getByText("已恢复您在另一个窗口或设备中未保存的修改").waitFor();
  const second = await alice.context().newPage();
  await visit(second, "/groups/new");
  await second.getByText("已恢复您在另一个窗口或设备中未保存的修改").waitFor();
  await holds(second.locator("#group-name"), "客服夜班");
  await second.locator("#group-name").fill("客服白班");
  await second.getByText("未保存的内容已保留在此浏览器").waitFor();
  await second.waitForFunction(() =>
    Object.values(localStorage).some((kept) => String(kept).includes("客服白班")),
  );
  await alice.reload();
  await holds(alice.locator("#group-name"), "客服夜班");
  await second.close();
  await phone.context().close();
});

test("what no draft keeps is said to be lost, and closing the tab asks as well", async () => {
  await visit(alice, "/opt-outs/new");
  await alice.locator("#opt-reason").fill("客户来电");
  await clickMenu(alice, "/sends");
  assert.match(await answer(alice, false), /离开后会丢失/);
  const asked = alice.waitForEvent("dialog");
  await alice.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await clickMenu(alice, "/sends");
  await answer(alice, true);
  await alice.locator("h1", { hasText: /^发送任务$/ }).waitFor();
});

test("whoever opens a form second is told who is at it, before typing, and when it was saved meanwhile", async () => {
  await visit(alice, "/groups");
  await alice.locator('a[href$="/edit"]').last().click();
  await alice.locator("#group-name").waitFor();
  const address = new URL(alice.url()).pathname;
  const other = await alice.context().newPage();
  await visit(other, address);
  await other.getByTestId("presence").getByText("您正在另一个窗口中").waitFor();
  const name = await other.locator("#group-name").inputValue();
  await other.locator("#group-name").fill(`${name}甲`);
  await alice.locator("#group-name").fill(`${name}乙`);
  await alice.getByTestId("send").click();
  await alice.waitForURL((url) => url.pathname === address.replace("/edit", ""));
  await other.getByTestId("conflict").waitFor();
  await holds(other.locator("#group-name"), `${name}甲`);
  await disabled(other.getByTestId("send"), true);
  await other.getByTestId("closed-below").waitFor();
  await other.getByRole("button", { name: "保留我的修改并继续" }).click();
  await other.getByTestId("send").click();
  await other.waitForURL((url) => url.pathname === address.replace("/edit", ""));
  await alice.getByRole("heading", { name: `${name}甲` }).waitFor();
  await other.close();
});

test("bob is told by name who has a template open", async () => {
  // By name: other journeys make templates too, and the newest are shown first.
  await visit(alice, `/templates?name=${encodeURIComponent("签收提醒")}`);
  // The pointer stands where it clicked last: a tooltip there would lie over the link.
  await alice.mouse.move(0, 0);
  await alice.locator("main").getByRole("link", { name: "签收提醒" }).first().click();
  await alice.waitForURL(/\/templates\/[0-9a-f-]{36}$/);
  const path = `${new URL(alice.url()).pathname}/edit`;
  await visit(alice, path);
  await alice.getByTestId("save").waitFor();
  const bob = await openPage(browser);
  await signIn(bob, "bob@demo.test");
  await visit(bob, path);
  await bob.getByTestId("presence").getByText("Alice").waitFor();
  await alice.getByTestId("presence").getByText("Bob").waitFor();
  await enter(alice, "/templates");
  await bob.getByTestId("presence").waitFor({ state: "hidden" });
  await bob.context().close();
});

test("dark is chosen in the menu of the person, kept over a reload, and left to the device again", async () => {
  const ground = () => alice.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const choose = async (name: string) => {
    await alice.locator('[data-who="alice@demo.test"]').click();
    await alice.getByRole("menuitem", { name }).click();
  };
  await choose("深色");
  assert.notEqual(await ground(), light);
  await visit(alice, "/groups");
  await alice.locator("h1").waitFor();
  assert.notEqual(await ground(), light);
  await choose("跟随系统");
  assert.equal(await ground(), light);
  await alice.emulateMedia({ colorScheme: "dark" });
  await alice.waitForFunction((was) => getComputedStyle(document.body).backgroundColor !== was, light);
});
