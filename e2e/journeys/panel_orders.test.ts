/** Packages in a real Chromium (PKG-1): alice orders from the price list and sees the total first; olga, who runs the deployment, confirms the payment. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { launch, openPage } from "../screens/browser.ts";
import { enter, PASSWORD, signIn, textOf, trySignIn, typeAsked, visit } from "../screens/panel.ts";
import { counts, disabled, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";

let browser: Browser;
let db: Sql;
let alice: Member;
before(async () => {
  browser = await launch();
  db = postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
  alice = await member("alice", "en");
});
after(async () => {
  await Promise.all([browser?.close(), db?.end()]);
});

/** What is available of a kind, on the page and in the books. */
async function available(kind: string): Promise<number> {
  const { data } = await alice.client.from("quota_balances").select("available").eq("kind", kind);
  return Number(data?.[0]?.available ?? 0);
}

/** Fills in the form of an order, and looks that nothing can be ordered before the total is agreed to. */
async function agree(page: Page, sku: string, quantity: number): Promise<string> {
  await visit(page, "/offers");
  await page.locator(`[data-order="${sku}"]`).click();
  await page.locator("#order-quantity").fill(String(quantity));
  const total = await textOf(page.locator('[data-testid="order-total"] b'));
  await disabled(page.locator("[data-confirm=create_order]"), true);
  await page.getByRole("checkbox").check();
  return total;
}

/** Orders what is agreed to, and waits for its page. */
async function place(page: Page): Promise<void> {
  await page.locator("[data-confirm=create_order]").click();
  await page.waitForURL(/\/orders\/[0-9a-f]{8}-/);
}

async function asOlga(): Promise<Page> {
  const page = await openPage(browser);
  await visit(page, "/sign-in");
  await trySignIn(page, "olga@tidings.test", PASSWORD);
  // In her own language, which her profile brings.
  await page.getByRole("heading", { name: "Platform" }).waitFor();
  return page;
}

test("alice orders two packages: no field takes a price, the total is shown, and the units are there at once", async () => {
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test", "English");
  const before = await available("aim_resolution");
  const total = await agree(page, "aim-100k", 2);
  const form = page.locator("main, #content");
  assert.equal(total, "CN¥6,000.00");
  await reads(form, /CN¥3,000\.00 × 2 = CN¥6,000\.00 for 200,000 units/);
  await counts(form.locator("input[type=text], input[role=spinbutton]"), 1, "the quantity alone");
  await page.locator("#order-quantity").fill("3");
  await disabled(page.locator("[data-confirm=create_order]"), true, "another total is agreed to anew");
  for (const wrong of ["0", "101", "1.5"]) {
    await page.locator("#order-quantity").fill(wrong);
    await page.getByText("Enter an integer from 1 to 100").waitFor();
  }
  await page.locator("#order-quantity").fill("2");
  await page.getByRole("checkbox").check();
  await place(page);
  await page.getByText("confirmed automatically").first().waitFor();
  assert.equal(await available("aim_resolution"), before + 200_000);
  await page.context().close();
});

test("under operation protection an order asks alice for her password again; without it nothing is ordered", async () => {
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test", "English");
  await visit(page, "/enterprise");
  const protection = page.getByTestId("operation-protection");
  const turn = async (to: "On" | "Off") => {
    await protection.getByRole("radio", { name: to }).check();
    await protection.getByTestId("send").click();
    await page.getByText("Password confirmation saved").waitFor();
  };
  await turn("On");
  await page.reload();
  await protection.getByRole("radio", { name: "On", checked: true }).waitFor();
  // Her password was given an hour ago.
  await db`update auth.sessions set created_at = created_at - interval '1 hour'
    where user_id = (select id from auth.users where email = 'alice@demo.test')`;
  const before = await available("aim_resolution");
  await agree(page, "aim-100k", 1);
  await page.locator("[data-confirm=create_order]").click();
  await page.locator("#sudo-password").fill("not her password");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.getByText("Incorrect password").waitFor();
  assert.equal(await available("aim_resolution"), before, "nothing is ordered");
  await page.locator("#sudo-password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.waitForURL(/\/orders\/[0-9a-f]{8}-/);
  assert.equal(await available("aim_resolution"), before + 100_000);
  await visit(page, "/enterprise");
  await turn("Off");
  await page.context().close();
});

test("where somebody confirms, alice's order waits; she cannot confirm it, olga does with a reference, and the units come", async () => {
  const hers = await asOlga();
  await hers.getByRole("switch", { name: "Confirm orders automatically" }).click();
  await hers.getByText("Automatic confirmation is off").waitFor();
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test", "English");
  const before = await available("sa_resolution");
  await agree(page, "sa-5k", 1);
  await place(page);
  await page.getByText("Awaiting payment").first().waitFor();
  assert.equal(await available("sa_resolution"), before, "no payment, no units");
  const { data } = await alice.client.from("orders").select("id, order_no").eq("state", "ordered").single();
  await counts(page.locator('[data-verb="confirm"]'), 0);
  const own = await alice.client.rpc("confirm_order", {
    package_order: data?.id,
    input: { reference: "mine" },
  });
  assert.equal(own.error?.code, "platform_admin_only");

  await enter(hers, "/orders");
  const row = hers.getByRole("row", { name: data?.order_no });
  await row.locator('[data-verb="confirm"]').click();
  const said = hers.getByRole("dialog");
  await reads(said, /“云杉商城” owes CN¥280\.00. Confirming grants 5,000 units/);
  await disabled(said.locator("[data-confirm]"), true);
  await said.locator("#transition-reference").fill("BANK-7781");
  await said.getByRole("checkbox").check();
  await said.locator("[data-confirm]").click();
  await said.waitFor({ state: "hidden" });
  await page.locator('[data-fact="payment_reference"]', { hasText: "BANK-7781" }).waitFor();
  await reads(page.locator('[data-fact="decided_at"]'), /^Olga · /);
  assert.equal(await available("sa_resolution"), before + 5000);

  await enter(hers, "/platform");
  await hers.getByRole("switch", { name: "Confirm orders automatically" }).click();
  await hers.getByText("Automatic confirmation is on").waitFor();
  await Promise.all([page.context().close(), hers.context().close()]);
});

test("olga puts an offer on the price list, alice finds it at its price, and it is gone once it is withdrawn", async () => {
  const hers = await asOlga();
  await enter(hers, "/offers");
  await hers.getByRole("link", { name: "New offer" }).click();
  await hers.locator("#offer-sku").fill("aim-5k");
  await hers.locator("#offer-size").fill("5000");
  await hers.locator("#offer-price_fen").fill("199.901");
  await hers.getByText("with up to 2 decimals").waitFor();
  await hers.locator("#offer-price_fen").fill("199.90");
  await hers.getByTestId("send").click();
  await hers.waitForURL(/\/offers\/[0-9a-f]{8}-/);
  await hers.getByRole("link", { name: "Edit" }).click();
  await hers.locator("#offer-validity_months").fill("24");
  await hers.getByTestId("send").click();
  await hers.locator('[data-fact="validity_months"]', { hasText: "2 years" }).waitFor();
  await enter(hers, "/offers");
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test", "English");
  await visit(page, "/offers");
  await page.getByRole("row", { name: /aim-5k CN¥199\.90/ }).waitFor();
  const row = hers.getByRole("row", { name: "aim-5k" });
  await row.locator('[data-verb="withdraw"]').click();
  await hers.getByRole("dialog").locator("[data-confirm]").waitFor();
  await typeAsked(hers);
  await hers.getByRole("dialog").locator("[data-confirm]").click();
  await row.getByText("Taken off sale").waitFor();
  await page.reload();
  await page.locator('[data-order="aim-100k"]').waitFor();
  await counts(page.locator('[data-order="aim-5k"]'), 0);
  await Promise.all([page.context().close(), hers.context().close()]);
});
