/** The opt-out list in a real Chromium: typed numbers, a file in two slices, one that fails in the middle, a removal, a number that is erased. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { counts, disabled, holds, reads } from "../screens/shown.ts";

const RUN = Date.now().toString(36);
/** A block of numbers of this run's own, where nobody else sends to. */
const FIRST = 16_000_000_000 + (Date.now() % 90_000) * 11_000;
const COUNT = 10_001;

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  await signIn(bob, "bob@demo.test", "简体中文");
});
after(() => browser?.close());

async function fillIn(): Promise<void> {
  await visit(bob, "/opt-outs/new");
  await choose(bob, "opt-signature", "云杉会员");
  await bob.locator("#opt-reason").fill(`投诉${RUN}`);
}

test("bob types two numbers and something that is none, and reads what came of each", async () => {
  await fillIn();
  await bob.locator("#opt-phones").fill(`${FIRST}, ${FIRST + 1}\n不是号码`);
  await bob.getByTestId("import").click();
  const progress = bob.getByTestId("import-progress");
  await progress.getByText("已加入 2 个").waitFor();
  await reads(progress, /2 个号码，1 行不是手机号/);
});

test("a file goes in slices; when the second is cut off it goes on there, and counts nobody twice", async () => {
  await fillIn();
  const lines = Array.from({ length: COUNT }, (_, index) => `客户${index},${FIRST + index}`);
  await bob.locator('input[type="file"][accept*=".csv"]').setInputFiles({
    name: "退订.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`姓名,手机号\n${lines.join("\n")}\n`),
  });
  let calls = 0;
  await bob.route(/rpc\/import_opt_outs/, (route) => {
    if (route.request().method() !== "POST") return route.continue();
    calls += 1;
    return calls === 2 ? route.abort() : route.continue();
  });
  await bob.getByTestId("import").click();
  const progress = bob.getByTestId("import-progress");
  await progress.getByText("10,000 / 10,001").waitFor();
  await progress.getByText("连接不上服务器").waitFor();
  await progress.getByRole("button", { name: "继续" }).click();
  await progress.getByText("已加入 9,999 个，2 个原本就在名单中").waitFor();
  assert.equal(calls, 3);
});

test("the list shows them masked; bob may not take any off, alice may, with a reason", async () => {
  await visit(bob, "/opt-outs");
  const row = (page: Page) => page.locator("tr.ant-table-row", { hasText: `投诉${RUN}` });
  await row(bob).first().waitFor();
  await reads(bob.locator("table").first(), /\+8616\d\*{4}\d{4}|\+86\d{3}\*{4}\d{4}/);
  assert.doesNotMatch(await textOf(bob.locator("table").first()), /\+8616\d{9}/);
  await counts(bob.locator('[data-verb="remove"]'), 0);

  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
  await visit(alice, "/opt-outs");
  await alice.getByPlaceholder("输入完整号码查询").fill(String(FIRST));
  await alice.waitForFunction(() => document.querySelectorAll("tr.ant-table-row").length === 1);
  assert.match(await transition(alice, "remove", "客户来电要求恢复"), /移出名单/);
  await alice.locator(".empty").first().waitFor();
  await alice.context().close();
});

test("alice traces a number, erases it with a reason, and its opt-out stands without it (RET-1)", async () => {
  const number = String(FIRST + 1);
  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
  await visit(alice, "/erasures");
  await alice.locator("#trace-phone").fill(number);
  await alice.locator("#trace-reason").fill("客户询问");
  await alice.locator('[data-verb="trace_recipient"]').click();
  await alice.getByTestId("traced").getByText("退订").waitFor();
  assert.ok(!(await textOf(alice.getByTestId("traced"))).includes(number));
  // A number that is refused leaves no answer to another one.
  await alice.locator("#trace-phone").fill("1380013");
  await alice.locator('[data-verb="trace_recipient"]').click();
  await alice.getByTestId("traced").waitFor({ state: "detached" });
  // What was typed for the search is handed over to the erasure.
  await alice.locator("#trace-phone").fill(number);
  await alice.locator('[data-verb="trace_recipient"]').click();
  await alice.getByTestId("erase-traced").click();
  await holds(alice.locator("#erasure-phone"), number);
  await holds(alice.locator("#erasure-reason"), "客户询问");
  await alice.locator("#erasure-reason").fill(`客户要求${RUN}`);
  await alice.getByTestId("send").click();
  // What goes with it is shown first, and the last four digits are typed once more.
  await alice.getByTestId("erase-look").getByTestId("traced").getByText("退订").waitFor();
  await alice.locator("#erase-last").fill("0000");
  await disabled(alice.getByTestId("confirm"), true);
  await alice.locator("#erase-last").fill(number.slice(-4));
  await alice.getByTestId("confirm").click();
  await alice.waitForURL(/\/erasures\/[0-9a-f-]{36}$/);
  await alice.getByText(`客户要求${RUN}`).first().waitFor();
  // The clock takes it off the list within seconds, also where a file that another person uploads keeps the erasure waiting.
  await alice.waitForFunction(() =>
    [...document.querySelectorAll("dt")].some(
      (each) => each.textContent?.includes("退订") && each.nextElementSibling?.textContent === "1",
    ),
  );
  await visit(alice, "/opt-outs");
  await alice.getByPlaceholder("输入完整号码查询").fill(number);
  await alice.locator("tr.ant-table-row", { hasText: "***" }).first().waitFor();
  await alice.context().close();
});
