/** Packages in a real Chromium (PKG-1): alice orders from the price list and sees the total first; olga, who runs the deployment, confirms the payment. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { PASSWORD, setLocale, signIn, textOf, trySignIn, visit } from "../screens/panel.ts";
import { type Member, member } from "./members.ts";

let browser: Browser;
let alice: Member;
before(async () => {
  browser = await launch();
  alice = await member("alice", "en");
});
after(() => browser?.close());

/** What is available of a kind, on the page and in the books. */
async function available(kind: string): Promise<number> {
  const { data } = await alice.client.from("quota_balances").select("available").eq("kind", kind);
  return Number(data?.[0]?.available ?? 0);
}

/** Fills in the order dialog, and looks that nothing can be ordered before the total is agreed to. */
async function agree(page: Page, sku: string, quantity: number): Promise<{ dialog: Locator; total: string }> {
  await page.locator(`[data-order="${sku}"]`).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#order-quantity").fill(String(quantity));
  const total = await textOf(dialog.locator('[data-testid="order-total"] b'));
  const confirm = dialog.locator("[data-confirm=create_order]");
  assert.equal(await confirm.isDisabled(), true);
  await dialog.getByRole("checkbox").check();
  return { dialog, total };
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
  await signIn(page, "alice@demo.test");
  await setLocale(page, "English");
  await visit(page, "/quota");
  const before = await available("aim_resolution");
  const { dialog, total } = await agree(page, "aim-100k", 2);
  assert.equal(total, "CN¥6,000.00");
  assert.match(await textOf(dialog), /CN¥3,000\.00 × 2 = CN¥6,000\.00, for 200,000 units/);
  assert.equal(
    await dialog.locator("input[type=text], input[role=spinbutton]").count(),
    1,
    "the quantity alone",
  );
  await dialog.locator("#order-quantity").fill("3");
  assert.equal(
    await dialog.locator("[data-confirm=create_order]").isDisabled(),
    true,
    "another total is agreed to anew",
  );
  for (const wrong of ["0", "101", "1.5"]) {
    await dialog.locator("#order-quantity").fill(wrong);
    await dialog.getByText("A whole number from 1 to 100").waitFor();
  }
  await dialog.locator("#order-quantity").fill("2");
  await dialog.getByRole("checkbox").check();
  await dialog.locator("[data-confirm=create_order]").click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("confirmed by the system").first().waitFor();
  assert.equal(await available("aim_resolution"), before + 200_000);
  await page.context().close();
});

test("where somebody confirms, alice's order waits; she cannot confirm it, olga does with a reference, and the units come", async () => {
  const hers = await asOlga();
  await hers.getByRole("switch", { name: "Orders confirm themselves" }).click();
  await hers.getByText("Orders wait for you now").waitFor();
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test");
  await setLocale(page, "English");
  await visit(page, "/quota");
  const before = await available("basic");
  const { dialog } = await agree(page, "basic-1k-mobile", 1);
  await dialog.locator("[data-confirm=create_order]").click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Waits for its payment").first().waitFor();
  assert.equal(await available("basic"), before, "no payment, no units");
  const { data } = await alice.client.from("orders").select("id, order_no").eq("state", "ordered").single();
  assert.equal(await page.locator('[data-verb="confirm"]').count(), 0);
  const own = await alice.client.rpc("confirm_order", {
    package_order: data?.id,
    input: { reference: "mine" },
  });
  assert.equal(own.error?.code, "platform_admin_only");

  const row = hers.getByRole("row", { name: data?.order_no });
  await row.locator('[data-verb="confirm"]').click();
  const said = hers.getByRole("dialog");
  assert.match(await textOf(said), /云杉商城 owes CN¥45\.00. It gets 1,000 units/);
  assert.equal(await said.locator("[data-confirm]").isDisabled(), true);
  await said.locator("#payment-reference").fill("BANK-7781");
  await said.getByRole("checkbox").check();
  await said.locator("[data-confirm]").click();
  await said.waitFor({ state: "hidden" });
  await page.getByText(/Olga confirmed it at .*, payment BANK-7781/).waitFor();
  assert.equal(await available("basic"), before + 1000);

  await hers.getByRole("switch", { name: "Orders confirm themselves" }).click();
  await hers.getByText("Orders confirm themselves now").waitFor();
  await Promise.all([page.context().close(), hers.context().close()]);
});

test("olga puts an offer on the price list, alice finds it at its price, and it is gone once it is withdrawn", async () => {
  const hers = await asOlga();
  await hers.getByRole("button", { name: "New offer" }).click();
  const form = hers.getByRole("dialog");
  await form.locator("#offer-sku").fill("aim-5k");
  await form.locator("#offer-size").fill("5000");
  await form.locator("#offer-price").fill("199.90");
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "hidden" });
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test");
  await setLocale(page, "English");
  await visit(page, "/quota");
  await page.getByRole("row", { name: /5,000 CN¥199\.90/ }).waitFor();
  const row = hers.getByRole("row", { name: "aim-5k" });
  await row.locator('[data-verb="withdraw"]').click();
  await hers.getByRole("dialog").locator("[data-confirm]").click();
  await row.getByText("Withdrawn").waitFor();
  await page.reload();
  await page.locator('[data-order="aim-100k"]').waitFor();
  assert.equal(await page.locator('[data-order="aim-5k"]').count(), 0);
  await Promise.all([page.context().close(), hers.context().close()]);
});
