// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** A template's way in the panel: written, lost nothing, reviewed by another person and by the vendors. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, transition, visit } from "../screens/panel.ts";
import { counts, disabled, holds, reads } from "../screens/shown.ts";

const NAME = `退款提醒${Date.now().toString(36)}`;

let browser: Browser;
let bob: Page;
let carol: Page;
/** Address of the template on the panel. */
let template: string;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  carol = await openPage(browser);
});
after(() => browser?.close());

const field = (page: Page, path: string) => page.locator(`[id="${path}"]`);

/** A picture that is square, where the layout wants 16:9. */
async function square(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 320);
    const pen = canvas.getContext("2d");
    if (pen) {
      pen.fillStyle = "#0f6b57";
      pen.fillRect(0, 0, 320, 320);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

test("bob begins a notice; what is missing is shown where it is missing, and a reload loses nothing", async () => {
  await signIn(bob, "bob@demo.test", "简体中文");
  await visit(bob, "/templates/new");
  await bob.locator('[data-layout="notice"]').click();
  await field(bob, "template-name").fill(`退款\u202E`);
  await bob
    .getByText(/「模板名称」不能含有 ?控制字符或不可见字符/)
    .first()
    .waitFor();
  await field(bob, "template-name").fill("");
  // Nothing is typed, so nothing is kept.
  await bob.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes("template.new")));
  await counts(bob.getByText("未保存的内容已保留在此浏览器"), 0);
  await field(bob, "template-name").fill(NAME);
  await bob.getByTestId("save-submit").click();
  await bob.locator(".ant-form-item-has-error").first().waitFor();
  await reads(bob.locator("main, [role=main]"), /请填写「标题」/);
  await field(bob, "slots.title").fill("退款已到账");
  await field(bob, "slots.body").fill("${name}，您的退款已原路退回。");
  await bob.getByText("未保存的内容已保留在此浏览器").waitFor();
  await bob.waitForFunction(() =>
    Object.values(localStorage).some((kept) => String(kept).includes("原路退回")),
  );
  await bob.reload();
  await holds(field(bob, "slots.title"), "退款已到账");
});

test("the preview follows every key, the picture is cropped to the layout, and bob submits", async () => {
  await bob.getByRole("button", { name: "添加成对参数" }).click();
  await field(bob, "slots.pairs.0.label").fill("退款金额");
  await field(bob, "slots.pairs.0.value").fill("${amount} 元");
  await bob.getByRole("button", { name: "添加按钮" }).click();
  await field(bob, "slots.buttons.0.text").fill("查看明细");
  await field(bob, "slots.buttons.0.action.target").fill("https://mall.example.com/refund");
  await field(bob, "parameter-name").fill("王小明");
  await field(bob, "parameter-amount").fill("50");
  const phone = bob.frameLocator(".phone iframe");
  await phone.getByText("王小明，您的退款已原路退回。").waitFor();
  await phone.getByText("50 元").waitFor();
  await bob.locator('input[type="file"]').setInputFiles({
    name: "pic.png",
    mimeType: "image/png",
    buffer: await square(bob),
  });
  await bob.locator(".image-thumb").waitFor();
  const size = await bob.locator(".image-thumb").evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
  assert.deepEqual(size, [320, 180]);
  await bob.getByTestId("save-submit").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  template = new URL(bob.url()).pathname;
});

test("carol may not reject without a reason; bob reads it, and is never offered to decide", async () => {
  await signIn(carol, "carol@demo.test", "简体中文");
  await visit(carol, template);
  await carol.locator('[data-verb="reject"]').click();
  await carol.locator("[data-confirm]").click();
  await carol.getByText("请填写原因").waitFor();
  await carol.locator("#transition-reason").fill("金额请写明币种");
  await carol.locator("[data-confirm]").click();
  await carol.locator('[data-state="rejected"]').first().waitFor();
  await bob.getByText("金额请写明币种").first().waitFor();
  await counts(bob.locator('[data-verb="approve"], [data-verb="reject"]'), 0);
});

test("of two tabs the second to save is told, and what was typed in it is still there", async () => {
  const second = await bob.context().newPage();
  await visit(bob, `${template}/edit`);
  await field(bob, "slots.title").waitFor();
  await visit(second, `${template}/edit`);
  await field(second, "slots.body").fill("${name}，第二个标签页的内容。");
  await field(bob, "slots.pairs.0.value").fill("人民币 ${amount} 元");
  await bob.getByTestId("save").click();
  await bob.waitForURL((url) => url.pathname === template);
  await second.getByTestId("conflict").waitFor();
  await disabled(second.getByTestId("save"), true);
  await holds(field(second, "slots.body"), "${name}，第二个标签页的内容。");
  await second.getByRole("button", { name: "放弃我的修改" }).click();
  await holds(field(second, "slots.pairs.0.value"), "人民币 ${amount} 元");
  await second.close();
});

test("bob submits it again, carol approves, and each vendor decides for itself", async () => {
  await visit(bob, template);
  await transition(bob, "submit");
  const said = await transition(carol, "approve");
  assert.match(said, /5 家厂商/);
  await carol.locator('[data-vendor="huawei"] [data-state="approved"]').waitFor();
  await carol.locator('[data-state="approved"]').first().waitFor();
  await bob.locator('a[href^="/sends/new?template="]').waitFor();
});

test("editing the approved template makes a next version, while the live one keeps serving", async () => {
  await visit(bob, `${template}/edit`);
  await field(bob, "slots.title").fill("退款已完成");
  await bob.getByTestId("save").click();
  await bob.getByText("第 1 版仍在线上使用").waitFor();
  const changes = bob.getByTestId("changes");
  await changes.locator("tbody tr").filter({ hasText: "退款已完成" }).waitFor();
  // Before and after, beside each other.
  await changes.locator(".phone iframe").nth(1).waitFor();
  await counts(changes.locator(".phone iframe"), 2);
  await bob.locator('a[href^="/sends/new?template="]').waitFor();
});
