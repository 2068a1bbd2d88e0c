/** SMS in the panel (SMS-1): an application, a signature with its licence, an SMS template; another member decides, and a send can use it. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { jpegOf } from "@tidings/shared/ground/files/samples.ts";
import type { Browser, Page } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { choose, reachVerb, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { counts, lists, reads } from "../screens/shown.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36);
const APP = `travel_${RUN}`;
const SIGNATURE = `云杉${RUN}`;
const TEMPLATE = `Parcel ${RUN}`;
const JPEG = Buffer.from(jpegOf(80, 60));

let browser: Browser;
let bob: Page;
let carol: Page;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});
after(() => browser?.close());

/** Carol approves what she finds by its name in a list. */
async function approve(list: string, name: string): Promise<void> {
  await visit(carol, list);
  await carol.locator("tbody tr", { hasText: name }).getByRole("link", { name }).click();
  await carol.locator("h1", { hasText: name }).waitFor();
  await transition(carol, "approve");
  await carol.locator('[data-state="approved"]').first().waitFor();
}

test("bob adds an application, and asks for a signature with the licence of whom it belongs to", async () => {
  await visit(bob, "/sms-apps/new");
  await bob.locator("#sms-app-name").fill("商城");
  await bob.getByText("can contain only letters, digits and underscores").waitFor();
  await bob.getByTestId("room").getByText("of 20 added").waitFor();
  await bob.locator("#sms-app-name").fill(APP);
  await bob.locator("#sms-app-uplink_url").fill("http://10.0.0.1:8080/replies");
  await bob.getByText("it points to a private or reserved network").waitFor();
  await bob.locator("#sms-app-uplink_url").fill("https://crm.example.com/replies");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: APP }).waitFor();
  await bob.getByText("https://crm.example.com/replies").waitFor();
  await visit(bob, "/signatures/new");
  await bob.getByTestId("send").click();
  await bob.getByText("Upload “Business licence”").waitFor();
  await bob.locator("#signature-name").fill(`【${SIGNATURE}】`.slice(0, 18));
  await bob.getByText("A signature must be 2–18 characters").waitFor();
  await bob.locator("#signature-name").fill(SIGNATURE);
  await choose(bob, "signature-app_id", APP);
  await bob.locator('input[type="file"]').setInputFiles([
    { name: "licence.jpeg", mimeType: "image/jpeg", buffer: JPEG },
    { name: "page two.jpeg", mimeType: "image/jpeg", buffer: Buffer.from(jpegOf(90, 60)) },
  ]);
  await bob.getByText("2 of 5").waitFor();
  await bob.locator('input[type="file"]').setInputFiles({
    name: "letter.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("To whom it may concern"),
  });
  await bob.getByText(/letter\.txt: Only .* files are supported/).waitFor();
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: SIGNATURE }).waitFor();
  await bob.locator('[data-fact="proofs"]').getByText("page two.jpeg").waitFor();
  await approve("/signatures", SIGNATURE);
  // The licence stands beside the decision, as the documents of a filing do.
  await carol.locator("img.document").waitFor();
});

test("alice, who may see whole numbers, has the replies to it posted on: the secret is shown this once", async () => {
  await counts(bob.locator('[data-verb="rotate"]'), 0, "bob may not");
  const alice = await openPage(browser, "desk", { locale: "en" });
  await signIn(alice, "alice@demo.test", "English");
  await visit(alice, "/sms-apps");
  await alice.locator("tbody tr", { hasText: APP }).getByRole("link", { name: APP }).click();
  await alice.getByText("Off, no secret yet").waitFor();
  await reachVerb(alice, "rotate");
  await alice.locator('[data-verb="rotate"]').click();
  await alice.locator('[data-confirm="rotate_sms_app"]').click();
  const secret = await textOf(alice.getByTestId("once"));
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.deepEqual(await violations(alice), []);
  await alice.getByRole("button", { name: "Done" }).click();
  await alice.getByText("Nothing pushed yet").waitFor();
  assert.ok(!(await alice.content()).includes(secret));
  await alice.context().close();
});

test("the text is shown as it arrives, counted with its signature and its link, and asks for an example of each variable", async () => {
  await visit(bob, "/sms-templates/new");
  await bob.locator("#sms-template-name").fill(TEMPLATE);
  await choose(bob, "sms-template-signature_id", SIGNATURE);
  await bob.locator("#sms-template-content").fill("On its way");
  const preview = bob.getByTestId("sms-preview");
  await preview.getByText(`【${SIGNATURE}】On its way http`).waitFor();
  await preview.getByText("billed as 1 segment").waitFor();
  const add = bob.getByRole("button", { name: "Add variable" });
  await counts(add, 0, "a text for cards has none");
  const forCards = bob.locator('[aria-label="For cards"]');
  await forCards.getByRole("radio", { name: "No", exact: true }).check();
  await add.click();
  await bob.getByLabel("Sample for “value1”").fill("YS1");
  assert.match(await bob.locator("#sms-template-content").inputValue(), /\$\{value1\}/);
  await forCards.getByRole("radio", { name: "Yes", exact: true }).check();
  await bob.getByText("An SMS for cards can't have variables").first().waitFor();
  await bob.locator("#sms-template-content").fill("On its way");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: TEMPLATE }).waitFor();
  await reads(bob.locator('[data-fact="body"]'), /On its way \{link\}/);
  await approve("/sms-templates", TEMPLATE);
});

test("an approved SMS template is offered to a send", async () => {
  // A page of its own: what is begun in it asks before it is left.
  const wizard = await bob.context().newPage();
  await visit(wizard, "/sends/new");
  await choose(wizard, "send-sms", TEMPLATE);
  await wizard.close();
});

/** Opens a row of a list by its name. */
async function open(page: Page, list: string, name: string): Promise<void> {
  await visit(page, list);
  await page.locator("tbody tr", { hasText: name }).getByRole("link", { name }).click();
  await page.locator("h1", { hasText: name }).waitFor();
}

test("edited, it is used on until carol approves the next version, which says what it differs in", async () => {
  await open(bob, "/sms-templates", TEMPLATE);
  await bob.goto(`${bob.url()}/edit`);
  await bob.getByText("The approved version stays in use until the new one is approved").waitFor();
  await bob.locator("#sms-template-content").fill("Delivered, see {link}");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: TEMPLATE }).waitFor();
  await bob.getByText("Version 1 is in use; version 2 is waiting for another member's review.").waitFor();
  const changed = bob.getByTestId("changes").locator('tr[data-field="content"]');
  await changed.waitFor();
  const [was, becomes] = await changed.locator("td").allTextContents();
  assert.match(was ?? "", /On its way/);
  assert.match(becomes ?? "", /Delivered, see/);
  assert.deepEqual(await violations(bob), []);
  await approve("/sms-templates", TEMPLATE);
  await open(bob, "/sms-templates", TEMPLATE);
  await bob.getByTestId("changes").waitFor({ state: "detached" });
});

test("an edit of an approved signature keeps its name, and shows the reviewer what is new", async () => {
  await open(bob, "/signatures", SIGNATURE);
  await bob.goto(`${bob.url()}/edit`);
  await bob.locator("#signature-purpose").waitFor();
  await counts(bob.locator("#signature-name"), 0);
  await bob.getByRole("button", { name: "Remove page two.jpeg" }).click();
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: SIGNATURE }).waitFor();
  await open(carol, "/signatures", SIGNATURE);
  const differs = carol.getByTestId("changes").locator('tr[data-field="proofs"]');
  await differs.waitFor();
  await lists(differs.locator("td"), ["licence.jpeg, page two.jpeg", "licence.jpeg"]);
  await transition(carol, "approve");
  await carol.locator('[data-state="approved"]').first().waitFor();
});

test("switched off, no send is offered it; as nothing uses it, it is deleted", async () => {
  await open(bob, "/sms-templates", TEMPLATE);
  await transition(bob, "disable");
  await bob.getByText("This SMS template is disabled, so new sends can't use it.").waitFor();
  const wizard = await bob.context().newPage();
  await visit(wizard, "/sends/new");
  await wizard.locator("#send-sms").fill(TEMPLATE);
  await wizard.locator(".ant-select-dropdown .empty").first().waitFor();
  await wizard.close();
  await open(bob, "/sms-templates", TEMPLATE);
  await transition(bob, "enable");
  await open(bob, "/sms-templates", TEMPLATE);
  await transition(bob, "delete");
  await bob.locator("tbody").first().waitFor();
  await visit(bob, "/sms-templates");
  await counts(bob.locator("tbody tr", { hasText: TEMPLATE }), 0);
});
