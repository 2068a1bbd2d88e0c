/** SMS shortcuts in the panel (SHC-1): made with a proof, two configurations and a look at the phone, approved by another member, clicked, frozen. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { launch } from "../screens/browser.ts";
import { choose, clickMenu, reachVerb, transition, visit } from "../screens/panel.ts";
import { pngFile } from "../screens/pictures.ts";
import { counts, holds } from "../screens/shown.ts";
import { heldKeep } from "./held_keep.ts";
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
  await bob.getByTestId("send").click();
  await bob.getByText("“Signature” is missing").waitFor();
  // An approved signature is offered; another one is typed, and it is said what that takes.
  await choose(bob, "shortcut-signature", "云杉商城");
  await holds(bob.locator("#shortcut-signature"), "云杉商城");
  await bob.locator("#shortcut-signature").fill(NAME);
  await bob.getByText("This isn't one of your enterprise's approved signatures").waitFor();
  // What is typed while the proof is read stays.
  const read = await heldKeep(bob);
  await bob.locator('input[type="file"]').setInputFiles(pngFile("proof.png", 300, 400));
  await read.asked;
  await bob.locator("#shortcut-buttons-0-name").fill("客服");
  read.goOn();
  await bob.getByText("proof.png").waitFor();
  await region("深圳", "Shenzhen, Guangdong");
  await bob.getByRole("button", { name: "Add emoji" }).click();
  await bob.getByRole("button", { name: "🎁" }).click();
  await bob.keyboard.press("Escape");
  await bob.locator(".ant-select", { has: bob.locator("#shortcut-buttons-0-action") }).click();
  await bob.locator(".ant-select-item-option:visible", { hasText: "Call" }).click();
  await bob.locator("#shortcut-buttons-0-phone").fill("400-123-4567");
  const phone = bob.getByTestId("phone-shortcut");
  await phone.getByText("客服🎁").waitFor();

  await bob.getByTestId("add-timed").click();
  await bob.locator("#shortcut-timed-0-name").fill("元旦");
  for (const [field, when] of [
    ["begins_at", "2027-01-01 00:00"],
    ["ends_at", "2027-01-04 00:00"],
  ]) {
    await bob.locator(`#shortcut-timed-0-${field}`).fill(`${when}`);
    await bob.keyboard.press("Enter");
  }
  const ends = bob.locator("#shortcut-timed-0-ends_at");
  await ends.fill("");
  await ends.press("Tab");
  await bob.locator("#shortcut-timed-0-buttons-0-name").click();
  await holds(ends, "", "an instant is emptied by the keyboard");
  await ends.fill("2027-01-04 00:00");
  await ends.press("Enter");
  await bob.locator("#shortcut-timed-0-buttons-0-name").fill("新年");
  await bob.locator("#shortcut-timed-0-buttons-0-url").fill("https://mall.example.com/2027");
  await bob.locator("#shortcut-timed-0-buttons-0-title").fill("新年");
  await bob.getByRole("button", { name: "Next configuration" }).click();
  await bob.getByTestId("configuration").getByText("元旦").waitFor();
  // The second click of a double click meets the mask of the dialog.
  await bob.getByTestId("send").dblclick();
  await bob.getByRole("dialog").getByText("客服🎁").waitFor();
  const widths = await bob
    .getByRole("dialog")
    .locator(".shortcut-page")
    .evaluateAll((pages) => pages.map((page) => page.clientWidth - (page.parentElement?.clientWidth ?? 0)));
  assert.deepEqual(widths, [0, 0], "no page is wider than its phone");
  await bob.getByTestId("confirm").click();
  await bob.locator("h1", { hasText: NAME }).waitFor();
  address = bob.url();
  await bob.getByText("is waiting for another member's review").waitFor();
});

test("carol approves it, freezes it with a reason and lets it serve again", async () => {
  await carol.goto(address);
  await carol.getByTestId("lines").getByText("400-123-4567").waitFor();
  await carol.getByTestId("documents").getByRole("img", { name: "proof.png" }).waitFor();
  // Asked of somebody by name: those who may decide about this row are offered.
  await reachVerb(carol, "assign");
  await carol.locator('[data-verb="assign"]').click();
  await choose(carol, "transition-person", "Alice");
  await carol.getByRole("dialog").locator("[data-confirm]").click();
  await carol.getByText("Waiting for", { exact: true }).waitFor();
  await transition(carol, "approve");
  await carol.getByText("The shortcut is in use.").waitFor();
  await clicked(address.split("/").at(-1) ?? "");
  await transition(carol, "freeze", "投诉核查");
  await carol.getByText("The shortcut is frozen").first().waitFor();
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
  await bob.locator("#shortcut-buttons-0-name").fill("热线");
  await bob.getByTestId("save-draft").click();
  await bob.getByText("Version 1 is in use; version 2 is a draft").waitFor();
  await bob.getByTestId("version-1").getByText("客服🎁").waitFor();
});

test("a copy of a shortcut is the form of a new one with its signature, its proofs and its buttons", async () => {
  await bob.goto(address);
  await reachVerb(bob, "copy");
  await bob.locator('[data-verb="copy"]').click();
  await bob.getByTestId("copied").waitFor();
  await holds(bob.locator("#shortcut-buttons-0-name"), "热线");
  await bob.getByText("proof.png").waitFor();
  // Nothing is typed: what the form has chosen itself is no change, and leaving it asks nothing.
  await clickMenu(bob, "/shortcuts");
  await bob.waitForURL(/\/shortcuts(\?.*)?$/);
});

test("regions that another shortcut serves are told to their author at the field; nobody else edited it, and it is made once", async () => {
  const refused = bob.locator(".ant-form-item-has-error").getByText("Another shortcut is already in use for");
  const submits = async () => {
    await bob.getByTestId("send").click();
    await bob.getByTestId("confirm").click();
  };
  await visit(bob, "/shortcuts/new");
  await bob.locator("#shortcut-signature").fill(NAME);
  await bob.locator('input[type="file"]').setInputFiles(pngFile("proof.png", 300, 400));
  await bob.getByText("proof.png").waitFor();
  await region("深圳", "Shenzhen, Guangdong");
  await bob.locator("#shortcut-buttons-0-name").fill("商城");
  await bob.locator("#shortcut-buttons-0-url").fill("https://mall.example.com");
  await bob.locator("#shortcut-buttons-0-title").fill("商城");
  await submits();
  await refused.waitFor();
  await bob.getByTestId("save-draft").click();
  await bob.getByText("is a draft").first().waitFor();
  const page = bob.url();

  await bob.goto(`${page}/edit`);
  await submits();
  await refused.waitFor();
  for (let reads = 0; reads < 2; reads += 1) await bob.waitForResponse(/shortcut_cards/);
  await counts(bob.getByTestId("conflict"), 0, "it was saved by the editor alone");
  await region("北京", "Beijing");
  await bob
    .locator(".ant-select-selection-item", { hasText: "Shenzhen" })
    .locator(".ant-select-selection-item-remove")
    .click();
  await submits();
  await bob.getByText("is waiting for another member's review").waitFor();
  await visit(bob, `/shortcuts?signature=${encodeURIComponent(NAME)}`);
  const found = bob.locator("tbody tr[data-row-key]");
  await found.first().waitFor();
  await counts(found, 2);
});

/** Chooses a region by what is typed. */
async function region(typed: string, shown: string) {
  await bob.locator("#shortcut-regions").click();
  await bob.keyboard.type(typed);
  await bob.keyboard.press("Enter");
  await bob.locator(".ant-select-selection-item", { hasText: shown }).waitFor();
  await bob.keyboard.press("Escape");
}
