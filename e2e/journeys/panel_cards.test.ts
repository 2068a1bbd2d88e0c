/** Templates in their list (TPL-1): looked at over it, copied and deleted from the card, by the keyboard too; the making guide and where feedback goes. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, typeAsked, visit } from "../screens/panel.ts";
import { disabled } from "../screens/shown.ts";

const COPY = `卡片副本${Date.now().toString(36)}`;

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
});
after(() => browser?.close());

const tile = (name: string) => bob.locator(`.template-tile[data-name="${name}"]`);

test("a preview opens over the list by the keyboard, and arrow keys lead to the next card", async () => {
  await signIn(bob, "bob@demo.test", "简体中文");
  await visit(bob, "/templates");
  const first = bob.locator(".template-tile").first();
  const name = await first.getAttribute("data-name");
  // What may be done is not in sight before it is pointed at or has the focus.
  assert.equal(await first.locator(".template-acts").evaluate((one) => getComputedStyle(one).opacity), "0");
  await first.locator('[data-way="look"]').focus();
  await bob.waitForFunction(() => {
    const acts = document.querySelector(".template-tile .template-acts");
    return acts !== null && getComputedStyle(acts).opacity === "1";
  });
  await bob.keyboard.press("Enter");
  const look = bob.locator(".ant-modal-content");
  await look
    .locator(".look-head")
    .filter({ hasText: String(name) })
    .waitFor();
  await look.getByText("可用厂商").waitFor();
  await bob.keyboard.press("ArrowRight");
  await bob.waitForFunction(
    (before) => !document.querySelector(".look-head")?.textContent?.startsWith(before),
    String(name),
  );
  await bob.keyboard.press("Escape");
  await look.waitFor({ state: "detached" });
});

test("a card is copied, which opens the editor of the copy, and the copy is deleted from its card", async () => {
  const first = bob.locator(".template-tile").first();
  await first.hover();
  await first.locator('[data-way="copy"]').click();
  await bob.locator("#transition-name").fill(COPY);
  await bob.locator("[data-confirm]").click();
  await bob.waitForURL(/\/templates\/[0-9a-f-]{36}\/edit$/);
  await bob.locator('[id="template-name"]').waitFor();
  await visit(bob, `/templates?name=${encodeURIComponent(COPY)}`);
  await tile(COPY).locator('[data-state="draft"]').waitFor();
  await tile(COPY).getByText("未使用").waitFor();
  await tile(COPY).hover();
  await tile(COPY).locator('[data-way="delete"]').click();
  await disabled(bob.locator("[data-confirm]"), true, "its name is typed first");
  await typeAsked(bob);
  await bob.locator("[data-confirm]").click();
  await tile(COPY).waitFor({ state: "detached" });
});

test("each layout is a phone that leads to its guide, whose button begins a template with it", async () => {
  await visit(bob, "/templates/new");
  await bob.locator(".choice").nth(26).waitFor();
  await bob.locator('.choice:has([data-layout="notice"])').getByText("操作规范").click();
  await bob.waitForURL(/\/template-guide\/notice$/);
  await bob.getByText("华为 8 · 小米 4 · OPPO 7 · vivo 7 · 三星 6").waitFor();
  await bob.getByText("不推荐的写法").waitFor();
  await bob.getByText("用此版式新建模板").click();
  await bob.waitForURL(/\/templates\/new/);
  await bob.locator('[id="template-name"]').waitFor();
});

test("where feedback goes is set by whoever runs the deployment, and then stands under the list", async () => {
  const olga = await openPage(browser);
  await signIn(olga, "olga@tidings.test");
  await visit(olga, "/platform");
  await olga.locator("#feedback").fill("help@example.com");
  await olga.getByTestId("feedback-save").click();
  await olga.locator('[data-testid="feedback-save"][disabled]').waitFor();
  await visit(bob, "/templates");
  await bob.locator('.helps a[href="mailto:help@example.com"]').waitFor();
});
