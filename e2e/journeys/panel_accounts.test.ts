/** Service accounts in the panel (SA-1, SA-2, CHN-1): made in three steps, each part decided by another member, edited while it serves, frozen, bound. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "../screens/browser.ts";
import { choose, reachVerb, transition, visit } from "../screens/panel.ts";
import { pngFile } from "../screens/pictures.ts";
import { disabled, holds, lists, reads } from "../screens/shown.ts";
import { heldKeep } from "./held_keep.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36);
const NAME = `云杉号${RUN}`;
const NUMBER = `1069${String(Date.now()).slice(-9)}`;

let browser: Browser;
let bob: Page;
let carol: Page;
/** The address of the account's page. */
let account: string;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});
after(() => browser?.close());

/** Opens a part of the account by its row on the account's page. */
async function openPart(page: Page, part: string): Promise<void> {
  await page.goto(account);
  await page.getByTestId(`part-${part}`).getByRole("link", { name: "View" }).click();
  await page.getByTestId("lines").waitFor();
}

async function approve(part: string): Promise<void> {
  await openPart(carol, part);
  await carol.locator('[data-verb="approve"]').waitFor();
  await transition(carol, "approve");
  await carol.locator('h1 [data-state="approved"], [data-state="approved"]').first().waitFor();
}

test("bob makes an account in three steps; pictures are measured before they are stored, and the phone shows what is typed", async () => {
  await visit(bob, "/service-accounts/new");
  await bob.getByTestId("send").click();
  await bob.getByText("“Name” is missing").waitFor();
  await bob.locator("#account-profile-name").fill(NAME);
  await bob.locator("#account-profile-intro").fill("订单、会员与活动");
  await bob.getByTestId("phone-chat").getByText("订单、会员与活动").waitFor();
  const files = bob.locator('input[type="file"]');
  await files.nth(0).setInputFiles(pngFile("small.png", 200, 200));
  await bob.getByText("selected: 200 × 200").waitFor();
  // One that is not square is cropped by hand.
  await files.nth(0).setInputFiles(pngFile("logo.png", 900, 600));
  await bob.getByTestId("crop-frame").press("ArrowRight");
  await bob.getByTestId("crop-result").getByText("600 × 600").waitFor();
  await bob.getByRole("button", { name: "Use this part" }).click();
  await bob.getByText("logo.png").waitFor();
  await files.nth(1).setInputFiles(pngFile("letter.png", 600, 800));
  await bob.getByText("letter.png").waitFor();
  await bob.getByTestId("send").click();

  await bob.getByTestId("add-menus").click();
  await bob.locator("#account-part-menus-0-name").fill("服务 🛍️");
  await bob.locator("#account-part-menus-0-items-0-name").fill("我的订单");
  await bob.locator("#account-part-menus-0-items-0-url").fill("mall.example.com");
  await bob.getByText("starting with http://").nth(1).waitFor();
  await bob.locator("#account-part-menus-0-items-0-url").fill("https://mall.example.com/orders");
  await bob.locator("#account-part-menus-0-items-0-title").fill("我的订单");
  await bob.getByTestId("phone-chat").getByRole("button", { name: "服务 🛍️" }).click();
  await bob.getByTestId("phone-chat").getByText("https://mall.example.com/orders").waitFor();
  await bob.getByTestId("send").click();

  // What is typed while the picture is read stays.
  const read = await heldKeep(bob);
  await bob.locator('input[type="file"]').setInputFiles(pngFile("background.png", 1440, 810));
  await read.asked;
  await bob.locator("#account-part-home-intro").fill("欢迎来到云杉商城");
  await bob.locator("#account-part-home-hotline").fill("400-123-4567");
  read.goOn();
  await bob.getByText("background.png").waitFor();
  await holds(bob.locator("#account-part-home-intro"), "欢迎来到云杉商城");
  await bob.getByTestId("phone-home").getByText("欢迎来到云杉商城").waitFor();
  // Left here, the form is gone on with where it stopped.
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: NAME }).waitFor();
  account = bob.url();
  await bob.getByText("The service account can't be used yet").waitFor();
});

test("carol decides about each part by itself", async () => {
  await openPart(carol, "profile");
  const documents = carol.getByTestId("documents");
  await documents.getByRole("img", { name: "letter.png" }).waitFor();
  await documents.getByRole("link", { name: "Open in a new tab" }).waitFor();
  for (const part of ["profile", "menus", "home"]) await approve(part);
  await carol.goto(account);
  await carol.getByText("no channel number is bound to it").waitFor();
});

test("a channel number is bound by signature and region, once, and the account is ready", async () => {
  await visit(bob, "/ports/new");
  await bob.locator("#port-number").fill(NUMBER);
  await choose(bob, "port-signatures", "云杉商城");
  await bob.keyboard.press("Escape");
  await bob.locator('input[type="file"]').setInputFiles(pngFile("proof.png", 300, 300));
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: NUMBER }).waitFor();
  // The account's page chooses the account, the number's page the number.
  const chosen = (input: string, name: string) =>
    bob
      .locator(".ant-select", { has: bob.locator(`#binding-${input}`) })
      .locator(".ant-select-selection-item", { hasText: name })
      .waitFor();
  const number = bob.url();
  await bob.goto(account);
  await bob.getByTestId("bind").click();
  await chosen("account_id", NAME);
  await bob.goto(number);
  await bob.locator(`[data-bind="${NUMBER}"]`).click();
  await chosen("port_id", NUMBER);
  await choose(bob, "binding-account_id", NAME);
  await choose(bob, "binding-region", "Shenzhen, Guangdong", "深圳");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: NUMBER }).waitFor();
  await bob.goto(account);
  await bob.getByText("so phones can show it.").waitFor();
  await bob.getByText("Shenzhen, Guangdong").waitFor();
});

test("an edit says why, and what was approved serves until carol has decided", async () => {
  await openPart(bob, "menus");
  await bob.getByRole("link", { name: "Edit" }).click();
  await bob.locator("#account-part-menus-0-name").fill("新服务");
  await bob.locator("#account-part-change_reason").fill("一二三四五六七八九十一");
  await bob.getByText("Reason for edit has 11 characters; the limit is 10").waitFor();
  await bob.locator("#account-part-change_reason").fill("改名");
  const second = await bob.context().newPage();
  await visit(second, new URL(bob.url()).pathname);
  await second.locator("#account-part-menus-0-name").fill("第二页");
  await bob.getByTestId("send").click();
  await bob.getByText("An edit is waiting for review. Approved version 1 stays in use.").waitFor();
  const renamed = bob.getByTestId("changes").locator('tr[data-field="0"]');
  await renamed.waitFor();
  await lists(renamed.locator("td"), ["服务 🛍️", "新服务"]);
  // What the other tab had typed stays in it and in the browser.
  await second.getByTestId("closed").waitFor();
  await holds(second.locator("#account-part-menus-0-name"), "第二页");
  await disabled(second.getByTestId("save-draft"), true);
  await second.reload();
  await second.getByTestId("closed").waitFor();
  await second.getByText("What you entered is kept in this browser").waitFor();
  await holds(second.locator("#account-part-menus-0-name"), "第二页");
  await bob.getByTestId("version-1").getByText("服务 🛍️").waitFor();
  await bob.goto(account);
  await bob.getByText("so phones can show it.").waitFor();
  await bob.getByTestId("phone-chat").getByRole("button", { name: "服务 🛍️" }).waitFor();
  await openPart(bob, "menus");
  await transition(bob, "urge");
  await approve("menus");
  await bob.goto(account);
  await bob.getByTestId("phone-chat").getByRole("button", { name: "新服务" }).waitFor();
  await second.getByTestId("conflict").waitFor();
  await holds(second.locator("#account-part-menus-0-name"), "第二页");
  await second.getByRole("button", { name: "Continue with my changes" }).click();
  await disabled(second.getByTestId("save-draft"), false);
  await second.close();
});

test("carol freezes the account with a reason: it is not ready until it is unfrozen", async () => {
  await carol.goto(account);
  await transition(carol, "freeze", "投诉核查");
  await carol.getByText("The service account is frozen. Phones don't show it").waitFor();
  await transition(carol, "unfreeze");
  await carol.getByText("so phones can show it.").waitFor();
  assert.ok(account.includes("/service-accounts/"));
});

test("a copy of the account begins with its profile and its menus, and asks for a letter of its own", async () => {
  await bob.goto(account);
  await reachVerb(bob, "copy");
  await bob.locator('[data-verb="copy"]').click();
  await holds(bob.locator("#account-profile-name"), `${NAME} 副本`);
  await holds(bob.locator("#account-profile-intro"), "订单、会员与活动");
  await bob.getByText("logo.png").waitFor();
  await reads(bob.getByTestId("copied"), /must be provided again/);
  await bob
    .locator('input[type="file"]')
    .nth(1)
    .setInputFiles(pngFile("other.png", 600, 801));
  await bob.getByText("other.png").waitFor();
  await bob.getByTestId("send").click();
  await holds(bob.locator("#account-part-menus-0-name"), "新服务");
});
