/** Signatures of the basic edition in the panel (BSG-1): bob asks for one, carol decides, and what the filing names needs no authorisation. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch } from "../screens/browser.ts";
import { load, textOf, transition, visit } from "../screens/panel.ts";
import { member, submittedFiling } from "./members.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36).slice(-5);
const NAME = `云杉${RUN}`;
const FILED = `茶舍${RUN}`;
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
const ZIP = Buffer.from("PK\x03\x04\x14\x00 a workbook and two pictures", "latin1");

let browser: Browser;
let bob: Page;
let carol: Page;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});
after(() => browser?.close());

const field = (page: Page, label: string) =>
  page.locator(".ant-form-item", { has: page.locator("label", { hasText: label }) });
const upload = (page: Page, label: string, name: string, buffer: Buffer) =>
  field(page, label)
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
const fact = (page: Page, name: string) => textOf(page.locator(`[data-fact="${name}"]`));

test("bob asks for a signature: what is missing or does not fit is told at its field", async () => {
  await visit(bob, "/basic-signatures/new");
  await bob.locator("#basic-signature-name").fill(`【${NAME}】`);
  await bob.getByText("A signature must be 2–18 characters").waitFor();
  await bob.locator("#basic-signature-name").fill(NAME);
  await bob.getByText("Your enterprise's full name: 云杉商城").waitFor();
  await bob.locator("#basic-signature-company_name").fill("云杉茶舍（上海）有限公司");
  await bob.getByTestId("send").click();
  await bob.getByText("Upload “Authorisation letter”").waitFor();
  await upload(bob, "Authorisation letter", "letter.pdf", Buffer.from("MZ is no pdf"));
  await bob.getByText("The file's content isn't pdf").waitFor();
  await upload(bob, "Authorisation letter", "letter.pdf", PDF);
  await upload(bob, "Other materials", "more.zip", ZIP);
  assert.deepEqual(await violations(bob), []);
  await bob.getByTestId("send").click();
  await field(bob, "Third-party rights").getByText("third-party rights are involved").waitFor();
  await bob.locator("#basic-signature-company_name").fill("云杉商城");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: NAME }).waitFor();
  assert.match(await fact(bob, "proof_name"), /letter\.pdf/);
  assert.match(await fact(bob, "other_name"), /more\.zip/);
});

test("carol finds it among the signatures by its state, and approves it", async () => {
  await visit(carol, `/basic-signatures?state=in_review&name=${encodeURIComponent(NAME)}`);
  await carol.locator("tbody tr", { hasText: NAME }).getByRole("link", { name: NAME }).click();
  await carol.locator("h1", { hasText: NAME }).waitFor();
  await transition(carol, "approve");
  await carol.locator('[data-state="approved"]').first().waitFor();
});

test("what the authorisation of the filing names is asked for without one", async () => {
  const filing = await submittedFiling(await member("bob", "en"), "basic", PDF, { signatures: [FILED] });
  await visit(carol, `/filings/${filing}`);
  assert.match(await fact(carol, "signatures"), new RegExp(FILED));
  await transition(carol, "approve");
  await carol.locator('[data-state="approved"]').first().waitFor();
  await load(bob, "/basic-signatures/new");
  await bob.getByText("Your enterprise's full name: 云杉商城").waitFor();
  await field(bob, "Authorisation letter").waitFor();
  await bob.locator("#basic-signature-name").fill(FILED);
  await field(bob, "Authorisation letter").waitFor({ state: "detached" });
  await bob.locator("#basic-signature-company_name").fill("云杉商城");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: FILED }).waitFor();
  assert.match(await fact(bob, "filed"), /Covers this signature/);
});

test("an approved one that is edited waits for a decision again; deleted, it is gone", async () => {
  await visit(bob, `/basic-signatures?name=${encodeURIComponent(NAME)}`);
  await bob.locator("tbody tr", { hasText: NAME }).getByRole("link", { name: NAME }).click();
  await bob.locator('[data-verb="update"]').click();
  await bob.getByText("it can't be used until it's approved again").waitFor();
  await bob.locator("#basic-signature-note").fill("门店短名");
  await bob.getByTestId("send").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  await load(carol, bob.url().replace(/^https?:\/\/[^/]+/, ""));
  await transition(carol, "reject", "请说明用途");
  await bob.reload();
  await transition(bob, "delete");
  await bob.waitForURL(/\/basic-signatures$/);
  await visit(bob, `/basic-signatures?name=${encodeURIComponent(NAME)}`);
  await bob.getByTestId("empty").or(bob.locator(".empty")).first().waitFor();
});
