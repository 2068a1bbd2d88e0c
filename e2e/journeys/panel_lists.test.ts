/** Lists of the panel (LST-1): addresses, saved views, columns, many rows at once, new rows, the keyboard, the palette. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, reachVerb, setLocale, signIn, textOf, typeAsked, visit } from "../screens/panel.ts";
import { checked, counts, holds, lists, reads, seen } from "../screens/shown.ts";
import { member } from "./members.ts";

const RUN = Date.now().toString(36);

let browser: Browser;
let alice: Page;
let dan: Page;

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  dan = await openPage(browser);
  await Promise.all([signIn(alice, "alice@demo.test", "English"), signIn(dan, "dan@demo.test", "English")]);
});
after(() => browser?.close());

const search = (page: Page) => new URL(page.url()).search;
const rows = (page: Page) => page.locator("tbody tr.ant-table-row");
const tab = (page: Page, name: string) => page.locator(".view-tabs [role=tab]", { hasText: name });
const confirm = async (page: Page) => {
  await page.getByRole("dialog").locator("[data-confirm]").waitFor();
  await typeAsked(page);
  await page.getByRole("dialog").locator("[data-confirm]").click();
};

test("what a list shows stands in a short address, and an address with nonsense shows the list", async () => {
  await visit(alice, "/domains?nonsense=1&state=nowhere&sort=password&page=-3&filters%5B0%5D=x&columns=..");
  await rows(alice).first().waitFor();
  await alice.locator("#filter-name").fill("example.com");
  await alice.waitForURL((url) => url.search === "?name=example.com");
  await alice.getByRole("columnheader", { name: "Created" }).click();
  await alice.waitForURL((url) => url.search === "?name=example.com&sort=created_at");
  await alice.getByRole("button", { name: "More filters" }).click();
  await choose(alice, "filter-state", "Rejected");
  await alice.waitForURL((url) => url.searchParams.get("state") === "rejected");
  const state = await textOf(rows(alice).first());
  assert.match(state, /Rejected/);
  await alice.reload();
  await rows(alice).first().waitFor();
  await holds(alice.locator("#filter-name"), "example.com");
  await reads(rows(alice).first(), state);
  await alice.goBack();
  await alice.waitForURL((url) => url.searchParams.get("state") === null);
});

test("on a phone a filter that is emptied stays until the filters are collapsed", async () => {
  const wide = alice.viewportSize();
  await alice.setViewportSize({ width: 390, height: 844 });
  await visit(alice, "/domains?state=rejected");
  const filter = alice.locator(".filter", { has: alice.locator("#filter-state") });
  const collapse = () => alice.getByRole("button", { name: "Fewer filters" }).click();
  await collapse();
  await filter.hover();
  await filter.locator(".ant-select-clear").click();
  await alice.waitForURL((url) => url.search === "");
  await filter.waitFor();
  await alice.getByRole("button", { name: "More filters" }).click();
  await collapse();
  await filter.waitFor({ state: "detached" });
  if (wide) await alice.setViewportSize(wide);
});

test("a view keeps filters, columns and density; it is shared, opened first, changed and deleted", async () => {
  await visit(alice, "/domains?state=rejected&density=dense&columns=name.state");
  await rows(alice).first().waitFor();
  await lists(alice.locator("thead th:not(:has(.unseen))"), ["Domain", "Review status"]);
  await alice.getByTestId("view-save").click();
  await alice.locator("#view-name").fill(`Rejected ${RUN}`);
  await confirm(alice);
  await tab(alice, `Rejected ${RUN}`).and(alice.locator("[aria-selected=true]")).waitFor();
  await alice.getByTestId("view-save").waitFor({ state: "hidden" });

  await alice.getByTestId("view-more").click();
  await reachVerb(alice, "share");
  await alice.locator('[data-verb="share"]').click();
  await confirm(alice);
  await alice.getByTestId("view-more").click();
  await alice.locator('[data-verb="set_default"]').click();
  await confirm(alice);

  await visit(dan, "/domains");
  await tab(dan, `Rejected ${RUN}`).and(dan.locator("[aria-selected=true]")).waitFor();
  await rows(dan).first().waitFor();
  assert.equal(search(dan), "");
  await lists(dan.locator("thead th:not(:has(.unseen))"), ["Domain", "Review status"]);
  // He may not change what everyone sees, and keeps his own.
  await dan.locator("#filter-name").fill("yunshan");
  await dan.getByTestId("view-save").waitFor();
  await counts(dan.getByTestId("view-update"), 0);
  await counts(dan.getByTestId("view-more"), 0);
  await dan.getByTestId("view-save").click();
  await dan.locator("#view-name").fill(`Mine ${RUN}`);
  await confirm(dan);
  await tab(dan, `Mine ${RUN}`).and(dan.locator("[aria-selected=true]")).waitFor();
  await tab(dan, "All").click();
  await dan.waitForURL((url) => url.search === "?view=all");
  // A link that says something shows the same to everybody.
  await visit(dan, "/domains?state=approved");
  await tab(dan, "All").and(dan.locator("[aria-selected=true]")).waitFor();

  await visit(alice, "/domains");
  await tab(alice, `Rejected ${RUN}`).and(alice.locator("[aria-selected=true]")).waitFor();
  await counts(tab(alice, `Mine ${RUN}`), 0);
  await alice.getByTestId("columns").click();
  await alice.locator('[data-column="created_at"] input').click();
  await alice.waitForURL((url) => url.searchParams.get("columns") === "name.state.created_at");
  await alice.getByRole("button", { name: "Move “Created” up" }).click();
  await alice.waitForURL((url) => url.searchParams.get("columns") === "name.created_at.state");
  await alice.keyboard.press("Escape");
  await alice.getByTestId("view-update").click();
  await confirm(alice);
  await alice.getByTestId("view-update").waitFor({ state: "hidden" });
  await visit(dan, "/domains");
  await dan.getByRole("columnheader", { name: "Created" }).waitFor();

  await alice.getByTestId("view-more").click();
  await alice.locator('[data-verb="delete"]').click();
  await confirm(alice);
  await tab(alice, `Rejected ${RUN}`).waitFor({ state: "hidden" });
  await visit(dan, "/domains");
  await tab(dan, "All").and(dan.locator("[aria-selected=true]")).waitFor();
});

const FEW = 22;
const mailOf = (n: number) => `list-${RUN}-${String(n).padStart(2, "0")}@nowhere.test`;
const box = (page: Page, n: number) => page.getByRole("checkbox", { name: mailOf(n) });

test("rows of two pages are acted on at once; each outcome is told, and what failed stays selected", async () => {
  const { verb } = await member("alice", "en");
  const ids: string[] = [];
  for (let n = 1; n <= FEW; n += 1) {
    const { id } = await verb("create_invitation", { input: { email: mailOf(n), groups: ["Readers"] } });
    ids.push(id);
  }
  await visit(alice, `/invitations?email=list-${RUN}&columns=email.state`);
  await box(alice, FEW).click();
  await box(alice, FEW - 1).click();
  await alice.locator(".ant-pagination-item-2").click();
  await box(alice, 1).click();
  await alice.getByText("3 selected").waitFor();
  await verb("revoke_invitation", { invitation: ids[0] });
  await alice.locator('[data-bulk="revoke"]').click();
  await reads(alice.getByRole("dialog"), /Revoke.*3 items/);
  await confirm(alice);
  await alice.getByText("2 done, 1 not done").waitFor();
  const refused = alice.locator('[data-outcome="refused"]');
  await reads(refused, new RegExp(mailOf(1)));
  await alice.getByRole("button", { name: "Got it" }).click();
  await alice.getByText("1 selected").waitFor();
  await alice.getByRole("button", { name: "Clear selection" }).click();
  await alice.getByText("1 selected").waitFor({ state: "hidden" });
});

test("rows that come while somebody looks are announced, and the list does not jump", async () => {
  await visit(alice, `/invitations?email=list-${RUN}`);
  await rows(alice).first().waitFor();
  const first = await textOf(rows(alice).first());
  const { verb } = await member("alice", "en");
  await verb("create_invitation", { input: { email: mailOf(FEW + 1), groups: ["Readers"] } });
  const fresh = alice.getByTestId("fresh");
  await fresh.waitFor();
  await reads(fresh, /^Show new items \(1\)/);
  await reads(rows(alice).first(), first);
  await fresh.click();
  await rows(alice)
    .first()
    .getByText(mailOf(FEW + 1))
    .waitFor();
});

test("a list is worked by the keyboard: rows, selection, opening, the filter and the keys themselves", async () => {
  await visit(alice, `/invitations?email=list-${RUN}`);
  await rows(alice).first().waitFor();
  await alice.keyboard.press("ArrowDown");
  await alice.keyboard.press("ArrowDown");
  await alice.keyboard.press("x");
  await alice.getByText("1 selected").waitFor();
  await checked(rows(alice).nth(1).locator("input[type=checkbox]"), true);
  await alice.keyboard.press("x");
  await alice.getByText("1 selected").waitFor({ state: "hidden" });
  await alice.keyboard.press("?");
  await alice.getByText("Move between rows").waitFor();
  await alice.waitForFunction(() => document.activeElement?.closest(".ant-modal-wrap"));
  await alice.keyboard.press("Escape");
  // The keys are the list's again once the focus is back on its row.
  await alice.waitForFunction(() => document.activeElement?.matches("tr[data-row-key]"));
  await alice.keyboard.press("/");
  assert.equal(
    await alice.locator("#filter-email").evaluate((input) => input === document.activeElement),
    true,
  );
  await alice.keyboard.type("?");
  await holds(alice.locator("#filter-email"), `list-${RUN}?`);
  await alice.keyboard.press("Backspace");
  await rows(alice).first().waitFor();
  await alice.locator("h1").click();
  await alice.keyboard.press("ArrowDown");
  const name = await textOf(rows(alice).first().locator("a").first());
  await alice.keyboard.press("Enter");
  await alice.locator("h1", { hasText: name }).waitFor();
});

test("Ctrl+K finds pages and rows by name, also while Chinese is being composed, and only what one may see", async () => {
  await visit(alice, "/");
  await alice.locator("h1").waitFor();
  await alice.keyboard.press("Control+k");
  const dialog = alice.getByRole("dialog");
  const input = dialog.getByRole("combobox");
  await input.fill(mailOf(2));
  await dialog.getByRole("option", { name: mailOf(2) }).waitFor();
  await alice.keyboard.press("Enter");
  await alice.locator("h1", { hasText: mailOf(2) }).waitFor();
  // What may be done with the row whose page is open comes first.
  await alice.getByTestId("palette").waitFor();
  await alice.keyboard.press("Control+k");
  await dialog.getByRole("group", { name: "Actions" }).getByRole("option").first().click();
  await alice.getByRole("dialog").locator("[data-confirm]").waitFor();
  await alice.waitForFunction(() => document.activeElement?.closest(".ant-modal-wrap"));
  await alice.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await setLocale(alice, "简体中文");
  await alice.keyboard.press("Control+k");
  await input.waitFor();
  const keys = await alice.context().newCDPSession(alice);
  await keys.send("Input.imeSetComposition", { text: "yu'ming", selectionStart: 7, selectionEnd: 7 });
  // The Enter that ends a composition chooses nothing.
  await input.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true });
  await seen(dialog, true);
  await keys.send("Input.insertText", { text: "域名" });
  await dialog.getByRole("option", { name: "域名管理" }).waitFor();
  await alice.keyboard.press("Enter");
  await alice.waitForURL((url) => url.pathname === "/domains");
  await setLocale(alice, "English");

  await visit(dan, "/");
  await dan.locator("h1").waitFor();
  await dan.keyboard.press("Control+k");
  const his = dan.getByRole("dialog").getByRole("combobox");
  await his.fill("Approval rules");
  await dan.getByRole("option", { name: "Approval rules" }).waitFor();
  await his.fill("Carriers");
  await dan.getByText("No results for “Carriers”").waitFor();
  await dan.keyboard.press("Escape");
  await dan.getByRole("dialog").waitFor({ state: "hidden" });
});
