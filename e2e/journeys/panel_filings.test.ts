/** FIL-1 to FIL-5 in the panel: bob files another form, carol decides, an edit waits while what is approved holds. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { launch } from "../screens/browser.ts";
import { load, textOf, transition } from "../screens/panel.ts";
import { counts, holds } from "../screens/shown.ts";
import { bobAndCarol } from "./two_members.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

let browser: Browser;
let bob: Page;
let carol: Page;
let address = "";

before(async () => {
  // The demo has filed for everything: of two forms this story begins anew.
  const db = postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
  const gone = await db`
    update public.filings set latest_version_id = null, live_version_id = null
    where form in ('basic', 'service_account') returning id`;
  const ids = gone.map(({ id }) => id as string);
  await db`delete from public.filing_materials m using public.filing_versions v
    where v.id = m.version_id and v.filing_id = any (${ids})`;
  await db`delete from public.filing_versions where filing_id = any (${ids})`;
  await db`delete from public.filings where id = any (${ids})`;
  await db.end();
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});
after(() => browser?.close());

/** Chooses a file for the material of this label. */
async function upload(page: Page, label: string, name: string, buffer = PDF): Promise<void> {
  await page
    .locator(".ant-form-item", { has: page.locator("label", { hasText: label }) })
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

const fact = (page: Page, name: string) => textOf(page.locator(`[data-fact="${name}"]`));
const open = (page: Page) => page.goto(address);

test("what is not filed yet can be begun; a file of another kind is told at its field, and a draft may lack the rest", async () => {
  await load(bob, "/filings");
  await bob.locator('[data-begin="service_account"]').waitFor();
  assert.deepEqual(
    await bob.locator("[data-begin]").evaluateAll((all) => all.map((one) => one.dataset.begin)),
    ["basic", "service_account"],
  );
  await bob.locator('[data-begin="basic"]').click();
  await bob.waitForURL(/\/filings\/[0-9a-f-]+\/edit/);
  address = bob.url().replace(/\/edit.*$/, "");
  await bob.getByTestId("next").click();
  await bob.waitForURL(/step=2/);
  await upload(bob, "Business licence", "licence.pdf", Buffer.from("MZ is no pdf"));
  await bob.getByText("The file's content isn't pdf").waitFor();
  await upload(bob, "Business licence", "licence.png", PNG);
  await bob.getByTestId("save-draft").click();
  await bob.locator('[data-fact="licence_name"]').getByText("licence.png").waitFor();
  await bob.getByText("is a draft. Before you submit, add").waitFor();
});

test("a last day that has passed is refused at its field as it is typed, and the field is emptied by the keyboard", async () => {
  await bob.goto(`${address}/edit`);
  const day = bob.locator("#filing-ends_on");
  await day.fill("2020-01-01");
  await day.press("Enter");
  await bob.getByText("Valid until: 2020-01-01 has passed").waitFor();
  // Sent from the last step, it leads back to the field.
  await bob.goto(`${address}/edit?step=2`);
  await bob.getByTestId("save-draft").click();
  await bob.waitForURL(/step=1/);
  await bob.getByText("Valid until: 2020-01-01 has passed").waitFor();
  await day.fill("");
  await day.press("Tab");
  await bob.getByText("Valid until: 2020-01-01 has passed").waitFor({ state: "detached" });
  await holds(day, "");
});

test("the letters come filled in with the company's name, as PDFs with their font", async () => {
  await bob.goto(`${address}/edit?step=2`);
  const [letter] = await Promise.all([
    bob.waitForEvent("download"),
    bob.getByRole("button", { name: "Download channel number registration form" }).click(),
  ]);
  assert.equal(letter.suggestedFilename(), "端口客户信息登记书.pdf");
  const bytes = await readFile(await letter.path());
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.match(bytes.toString("latin1"), /\/FontFile2/);
});

test("what is missing is said before it is sent; whole, it waits, and cannot be changed", async () => {
  await bob.getByTestId("send").click();
  // Only this form asks for the register: what another form has approved is here already.
  await bob.getByText("Upload “Channel number registration form”").waitFor();
  for (const [label, name] of [
    ["Content commitment letter", "commitment.pdf"],
    ["Signature authorisation letter", "signature.pdf"],
    ["Channel number registration form", "register.pdf"],
    ["Letter proving the company relationship, or other proof", "relation.pdf"],
  ] as const)
    await upload(bob, label, name);
  await bob.getByTestId("send").click();
  await bob.getByText("You submitted this, so another member must review it.").waitFor();
  await counts(bob.locator('[data-verb="update"]'), 0);
});

test("carol sees the documents beside the decision, and rejects with a reason", async () => {
  await open(carol);
  await carol.locator("img.document").waitFor();
  await transition(carol, "reject", "The seal is missing");
  await carol.getByText("Rejected: The seal is missing").waitFor();
});

test("bob is told why, replaces the material, and it goes in again; the former stays", async () => {
  await load(bob, "/alerts");
  await bob.getByText("The filing for the basic edition was rejected by Carol").first().waitFor();
  await bob.goto(`${address}/edit?step=2`);
  await bob.getByText("Rejected: The seal is missing").waitFor();
  await upload(bob, "Content commitment letter", "commitment-sealed.pdf");
  await bob.getByTestId("send").click();
  await bob.locator('[data-fact="commitment_name"]').getByText("commitment-sealed.pdf").waitFor();
  await bob.getByRole("button", { name: "Download commitment.pdf" }).first().waitFor();
});

test("carol approves it: it holds, and what is approved can be downloaded again", async () => {
  await open(carol);
  await transition(carol, "approve");
  await carol.getByText("Version 1 is approved and in use").waitFor();
  const [file] = await Promise.all([
    carol.waitForEvent("download"),
    carol.locator('[data-fact="commitment_name"]').getByRole("button").click(),
  ]);
  assert.deepEqual(await readFile(await file.path()), PDF);
});

test("an edit waits while the approved version holds", async () => {
  await open(bob);
  await bob.locator('[data-verb="update"]').click();
  await bob.getByTestId("next").click();
  await upload(bob, "Signature authorisation letter", "signature-2.pdf");
  await bob.getByTestId("send").click();
  await bob.getByText("Version 1 is approved and in use. Version 2 is waiting").waitFor();
  await open(carol);
  assert.match(await fact(carol, "standing"), /Filed/);
  assert.match(await fact(carol, "version"), /Version 2 \(version 1 in use\)/);
  await transition(carol, "approve");
  await carol.getByText("Version 2 is approved and in use").waitFor();
});

test("what is approved is not asked for again: service accounts begin with it, and a wrong code is told at its field", async () => {
  await load(bob, "/filings");
  await bob.locator('[data-begin="service_account"]').click();
  await bob.locator("#filing-credit_code").fill("91350100M000100Y44");
  await bob.getByText("The check character doesn't match").waitFor();
  await bob.getByTestId("next").click();
  await bob.getByText("Already approved for “Basic edition”").first().waitFor();
});

test("a file that was chosen at one step is there after another, and what is wrong at one is marked when it is sent from the other", async () => {
  const code = bob.locator("#filing-credit_code");
  await upload(bob, "Special materials", "chosen.pdf");
  await bob.getByText("chosen.pdf").waitFor();
  await bob.goBack();
  await holds(code, "91350100M000100Y44");
  await code.fill("");
  await bob.goForward();
  await bob.getByText("chosen.pdf").waitFor();
  await bob.getByTestId("send").click();
  await bob.locator(".ant-form-item-has-error", { has: code }).waitFor();
  await bob.waitForFunction(() =>
    document.querySelector(".ant-form-item-has-error")?.contains(document.activeElement),
  );
  await bob.getByTestId("issues-left").waitFor();
});
