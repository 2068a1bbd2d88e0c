/** FLD-1 in the panel: an owner adds a field, and the form asks for it at once. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, transition, visit } from "../screens/panel.ts";
import { counts, holds, reads } from "../screens/shown.ts";

const STAMP = Date.now().toString(36);
const KEY = `campaign_${STAMP}`;
const NAME = `活动编号${STAMP}`;

let browser: Browser;
let alice: Page;
let bob: Page;
before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  bob = await openPage(browser);
});
after(() => browser?.close());

const field = (page: Page, id: string) => page.locator(`[id="${id}"]`);

test("alice adds a field to templates; what cannot be is told before anything is sent", async () => {
  await signIn(alice, "alice@demo.test", "简体中文");
  await visit(alice, "/own-fields/new");
  await alice.locator(".ant-select", { has: field(alice, "field-resource") }).click();
  await alice.locator(".ant-select-item-option", { hasText: /^模板$/ }).click();
  await field(alice, "field-key").fill("Not a key");
  await field(alice, "field-name").fill(NAME);
  await field(alice, "field-hint").fill("市场部的编号");
  await alice.locator('[aria-label="必填"]').getByText("是", { exact: true }).click();
  await alice.getByTestId("send").click();
  await reads(alice.locator(".ant-form-item-has-error"), /小写字母/);
  await field(alice, "field-key").fill(KEY);
  await alice.getByTestId("send").click();
  await alice.getByRole("heading", { name: NAME }).waitFor();
});

test("bob's new template asks for it: a draft may lack it, a submission may not, and it is there again", async () => {
  await signIn(bob, "bob@demo.test", "简体中文");
  await visit(bob, "/templates/new");
  await bob.locator('[data-layout="notice"]').click();
  await field(bob, "template-name").fill(`自定义${STAMP}`);
  await bob.getByText("市场部的编号").waitFor();
  await bob.getByTestId("save-submit").click();
  await bob.getByText(`请填写${NAME}`).waitFor();
  await field(bob, `own-${KEY}`).fill("双旦-01");
  await field(bob, "slots.title").fill("标题");
  await bob.getByTestId("save").click();
  await bob.getByTestId("save").waitFor({ state: "detached" });
  await bob.goto(`${bob.url()}/edit`);
  await holds(field(bob, `own-${KEY}`), "双旦-01");
});

/** The newest file of the download centre, once it is written. */
async function newestFile(page: Page): Promise<string> {
  await visit(page, "/exports");
  const file = page.locator("tbody tr[data-row-key]").first();
  await file.locator('[data-state="done"]').waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), file.getByTestId("download").click()]);
  return readFile(await download.path(), "utf8");
}

test("bob's list, narrowed by the field, is exported with it; and so is one that is narrowed by days", async () => {
  const form = bob.url();
  const exported = async (path: string) => {
    await visit(bob, path);
    await bob.getByTestId("export").first().click();
    await bob.getByRole("menuitem", { name: "CSV 文件" }).click();
    await bob.locator(".ant-message-success").waitFor();
    return newestFile(bob);
  };
  const [heads, ...rows] = (await exported(`/templates?own_${KEY}=双旦`)).trim().split("\r\n");
  assert.ok(heads?.split(",").includes(NAME), heads);
  assert.equal(rows.length, 1);
  assert.match(rows[0] ?? "", new RegExp(`自定义${STAMP}.*双旦-01`));
  const filings = await exported("/filings?ends_on=2000-01-01..2000-12-31");
  assert.equal(filings.trim().split("\r\n").length, 1, "no filing ended then: the headings alone");
  await bob.goto(form);
});

test("alice retires the field: the form asks for it no more", async () => {
  await transition(alice, "retire");
  await alice.getByText(`字段「${NAME}」已停用`).waitFor();
  await bob.reload();
  await field(bob, "template-name").waitFor();
  await counts(field(bob, `own-${KEY}`), 0);
});
