// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** The editor of templates: one clicks on the phone what is to change, and is told what a vendor cannot show. */
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, visit } from "../screens/panel.ts";
import { counts, holds, seen } from "../screens/shown.ts";

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  await signIn(bob, "bob@demo.test", "简体中文");
});
after(() => browser?.close());

const field = (path: string) => bob.locator(`[id="${path}"]`);
const spot = (path: string) => bob.locator(`[data-spot="${path}"]`).first();
/** Waits until the focus is in a field. */
const focused = (path: string) => bob.waitForFunction((id) => document.activeElement?.id === id, path);

async function begin(layout: string) {
  await visit(bob, "/templates/new");
  await bob.locator(`[data-layout="${layout}"]`).click();
  await spot("slots.title").waitFor();
}

test("bob clicks a place on the phone and types; the phone shows it, and marks what he is at", async () => {
  await begin("notice");
  await spot("slots.title").click();
  await focused("slots.title");
  await bob.keyboard.type("包裹已到");
  await bob.frameLocator(".phone iframe").getByText("包裹已到").waitFor();
  await bob.locator('[data-spot="slots.title"][data-on]').waitFor();
  // A pair is only a place yet: the click makes it.
  await spot("slots.pairs.0").click();
  await focused("slots.pairs.0.label");
  await bob.keyboard.type("取件码");
});

test("a parameter comes in by a control with its example, is called otherwise everywhere, and goes", async () => {
  await bob.getByRole("button", { name: "在「参数描述」中插入参数" }).click();
  await bob.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "名称");
  await bob.keyboard.type("code");
  await bob.keyboard.press("Tab");
  await bob.keyboard.type("8-2-1024");
  await bob.keyboard.press("Enter");
  await focused("slots.pairs.0.value");
  await holds(field("slots.pairs.0.value"), "${code}");
  await bob.frameLocator(".phone iframe").getByText("8-2-1024").waitFor();
  await field("slots.body").fill("凭 ${code} 取件。");
  await bob.getByRole("button", { name: "重命名参数 code" }).click();
  await bob.keyboard.press("Control+a");
  await bob.keyboard.type("pick");
  await bob.keyboard.press("Enter");
  await field("parameter-pick").waitFor();
  await holds(field("slots.body"), "凭 ${pick} 取件。");
  await holds(field("slots.pairs.0.value"), "${pick}");
});

test("what was done is taken back by keys, and comes again", async () => {
  await bob.keyboard.press("Control+z");
  await field("parameter-code").waitFor();
  await holds(field("slots.body"), "凭 ${code} 取件。");
  await bob.keyboard.press("Control+Shift+z");
  await field("parameter-pick").waitFor();
  await holds(field("slots.body"), "凭 ${pick} 取件。");
});

test("five pairs: Xiaomi says that it cannot show them, before and after it is chosen", async () => {
  const xiaomi = bob.locator('.vendors input[value="xiaomi"]');
  await xiaomi.uncheck();
  for (const number of [1, 2, 3, 4]) {
    await bob.getByRole("button", { name: "添加成对参数" }).click();
    await focused(`slots.pairs.${number}.label`);
    await bob.keyboard.type(`第${number}项`);
  }
  await bob.locator('[data-vendor="xiaomi"]').getByText("小米最多 4 个").waitFor();
  await xiaomi.check();
  await bob.getByText("小米不显示").waitFor();
  await xiaomi.uncheck();
});

test("with OPPO chosen its three actions can be chosen, and the others say why not", async () => {
  await spot("slots.buttons.0").click();
  await focused("slots.buttons.0.text");
  await bob.keyboard.type("查看");
  await bob.locator('.ant-select:has([id="slots.buttons.0.action"])').click();
  const options = bob.locator(".ant-select-item-option:visible");
  await options.first().waitFor();
  await counts(options, 12);
  await counts(bob.locator(".ant-select-item-option-disabled:visible"), 9);
  await bob.keyboard.press("Escape");
});

test("the first thing that is wrong takes the focus, and the check beside the buttons leads to the next", async () => {
  await bob.getByTestId("save-submit").click();
  await focused("template-name");
  await field("template-name").fill("到货通知");
  await bob.getByTestId("things-left").click();
  await bob.locator(".things-left").getByText("请填写「目标网址」").click();
  await focused("slots.buttons.0.action.target");
});

test("on a narrow window the phone and the fields are two tabs", async () => {
  await bob.setViewportSize({ width: 390, height: 844 });
  await bob.locator(".editor-panes").getByText("手机", { exact: true }).click();
  await spot("slots.title").click();
  await focused("slots.title");
  await seen(bob.locator(".editor-phone"), false);
  await bob.setViewportSize({ width: 1280, height: 860 });
});
