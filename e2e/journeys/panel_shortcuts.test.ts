/** SMS shortcuts in the panel (SHC-1): made with a proof, two configurations and a look at the phone, approved by another member, clicked, frozen. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { launch } from "../screens/browser.ts";
import { transition, visit } from "../screens/panel.ts";
import { pngFile } from "../screens/pictures.ts";
import { bobAndCarol } from "./two_members.ts";

const NAME = `云杉${Date.now().toString(36)}`;

let browser: Browser;
let bob: Page;
let carol: Page;
let address: string;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});
after(() => browser?.close());

test("bob makes a shortcut; the phone shows what is typed, and each configuration at a swipe", async () => {
  await visit(bob, "/shortcuts/new");
  await bob.getByTestId("submit").click();
  await bob.getByText("The signature is missing").waitFor();
  await bob.locator("#shortcut-signature").fill(NAME);
  await bob.locator('input[type="file"]').setInputFiles(pngFile("proof.png", 300, 400));
  await bob.getByText("proof.png").waitFor();
  await bob.locator("#shortcut-regions").click();
  await bob.keyboard.type("深圳");
  await bob.keyboard.press("Enter");
  await bob.locator(".ant-select-selection-item", { hasText: "Shenzhen, Guangdong" }).waitFor();
  await bob.keyboard.press("Escape");
  await bob.locator("#account-buttons-0-name").fill("客服");
  await bob.getByRole("button", { name: "Add an emoji" }).click();
  await bob.getByRole("button", { name: "🎁" }).click();
  await bob.keyboard.press("Escape");
  await bob.locator(".ant-select", { has: bob.locator("#account-buttons-0-action") }).click();
  await bob.locator(".ant-select-item-option:visible", { hasText: "Dial" }).click();
  await bob.locator("#account-buttons-0-phone").fill("400-123-4567");
  const phone = bob.getByTestId("phone-shortcut");
  await phone.getByText("客服🎁").waitFor();

  await bob.getByTestId("add-timed").click();
  await bob.locator("#account-timed-0-name").fill("元旦");
  for (const [field, when] of [
    ["begins_at", "2027-01-01 00:00"],
    ["ends_at", "2027-01-04 00:00"],
  ]) {
    await bob.locator(`#account-timed-0-${field}`).fill(`${when}`);
    await bob.keyboard.press("Enter");
  }
  await bob.locator("#account-timed-0-buttons-0-name").fill("新年");
  await bob.locator("#account-timed-0-buttons-0-url").fill("https://mall.example.com/2027");
  await bob.locator("#account-timed-0-buttons-0-title").fill("新年");
  await bob.getByRole("button", { name: "The next configuration" }).click();
  await bob.getByTestId("configuration").getByText("元旦").waitFor();
  await bob.getByTestId("submit").click();
  await bob.getByRole("dialog").getByText("客服🎁").waitFor();
  await bob.getByTestId("confirm").click();
  await bob.locator("h1", { hasText: NAME }).waitFor();
  address = bob.url();
  await bob.getByText("waits for another member's review").waitFor();
});

test("carol approves it, freezes it with a reason and lets it serve again", async () => {
  await carol.goto(address);
  await carol.getByTestId("lines").getByText("400-123-4567").waitFor();
  await transition(carol, "approve");
  await carol.getByText("The shortcut is in use.").waitFor();
  await clicked(address.split("/").at(-1) ?? "");
  await transition(carol, "freeze", "投诉核查");
  await carol.getByText("The shortcut is frozen").waitFor();
  await transition(carol, "unfreeze");
  await carol.getByText("The shortcut is in use.").waitFor();
});

/** As a vendor tells it, and the clock rolls it up. */
async function clicked(shortcut: string) {
  const { TIDINGS_TEST_DB_URL } = process.env;
  assert.ok(TIDINGS_TEST_DB_URL, "TIDINGS_TEST_DB_URL is the database of the running copy");
  const db = postgres(TIDINGS_TEST_DB_URL, { max: 1 });
  const [row] =
    await db`select private.record_clicks('vivo', array[${`${NAME}-1`}, ${`${NAME}-2`}], '{shortcut,shortcut}', array[${shortcut}, ${shortcut}]::uuid[],
    '{1,1}', '{null,null}', array[now(), now()]) as told`;
  assert.equal(row?.told.counted, 2);
  await db.end();
}

test("its clicks stand in the click report, and the figure leads to the button and its days", async () => {
  await visit(bob, `/reports/clicks?name=${encodeURIComponent(NAME)}&by=vendor&period=total`);
  await bob.locator('td[data-count="shortcuts"]', { hasText: /^2$/ }).getByRole("link").click();
  await bob.waitForURL((url) => url.pathname === "/reports/click-detail");
  const line = bob.getByRole("row", { name: /SMS shortcuts.*SMS shortcut.*客服🎁.*2/ });
  await line.getByRole("button").click();
  await bob.getByRole("row", { name: /^\d{4}-\d\d-\d\d 2$/ }).waitFor();
});

test("an edit of what serves is a draft of its own", async () => {
  await bob.goto(`${address}/edit`);
  await bob.locator("#account-buttons-0-name").fill("热线");
  await bob.getByTestId("save").click();
  await bob.getByText("Version 1 is in use; version 2 is a draft").waitFor();
  await bob.getByTestId("version-1").getByText("客服🎁").waitFor();
});
