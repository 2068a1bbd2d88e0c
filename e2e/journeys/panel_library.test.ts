/** The library in a real Chromium: files dropped in, one of them twice, folders, the bin and its end. */
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { mp3Of, pngOf, wavOf } from "../../shared/src/ground/files/samples.ts";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, transition, visit } from "../screens/panel.ts";
import { counts, disabled, reads } from "../screens/shown.ts";

const RUN = Date.now().toString(36);
/** Sizes of this run's own, so that its pictures are new. */
const SIDE = 20 + (Date.now() % 900);

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  await signIn(bob, "bob@demo.test", "简体中文");
});
after(() => browser?.close());

const picture = (name: string, height: number) => ({
  name: `${name}${RUN}.png`,
  mimeType: "image/png",
  buffer: Buffer.from(pngOf(SIDE, height)),
});
const upload = (files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) =>
  bob.locator('input[type="file"][accept*="image/png"]').setInputFiles(files);
const tile = (name: string) => bob.locator(".media-tile").filter({ hasText: `${name}${RUN}` });

test("several files are sent in at once; what is no picture is said, and what is there already is not stored twice", async () => {
  await visit(bob, "/library");
  const text = { name: "说明.txt", mimeType: "text/plain", buffer: Buffer.from("您好") };
  await upload([picture("甲", 30), picture("乙", 40), text]);
  const uploads = bob.getByTestId("uploads");
  await uploads.getByText("上传完成：2 项已添加 · 1 项未上传").waitFor();
  await reads(uploads.locator("[data-upload=failed]"), /说明\.txt.*不是 PNG/);
  await tile("甲").waitFor();
  await uploads.getByRole("button", { name: "关闭" }).click();
  await upload([{ ...picture("又一个", 30), name: "又一个.png" }]);
  await uploads.getByText(`素材库中已有：甲${RUN}.png`).waitFor();
});

test("files are dropped on the page", async () => {
  const bytes = [...pngOf(SIDE, 50)];
  const name = `丙${RUN}.png`;
  const data = await bob.evaluateHandle(
    ([content, called]) => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([new Uint8Array(content as number[])], called as string, { type: "image/png" }),
      );
      return transfer;
    },
    [bytes, name] as const,
  );
  const area = bob.locator(".media-drop");
  await area.dispatchEvent("dragenter", { dataTransfer: data });
  await area.getByText("松开即可上传到素材库").last().waitFor();
  await area.dispatchEvent("drop", { dataTransfer: data });
  await tile("丙").waitFor();
});

test("two are moved into a folder, which is a filter from then on", async () => {
  for (const name of ["甲", "乙"]) await tile(name).getByRole("checkbox").check();
  await bob.locator("[data-bulk=move]").click();
  await bob.locator("#media-folder").fill(`秋季${RUN}`);
  await bob.locator("[data-confirm=transition_many]").click();
  await tile("甲").getByText(`秋季${RUN}`).waitFor();
  await visit(bob, `/library?folder=${encodeURIComponent(`秋季${RUN}`)}`);
  await tile("乙").waitFor();
  await counts(bob.locator(".media-tile"), 2);
});

test("what is deleted lies in the bin, is restored there, and is gone for good in the end", async () => {
  for (const name of ["甲", "乙"]) await tile(name).getByRole("checkbox").check();
  await bob.locator("[data-bulk=trash]").click();
  await bob.locator("[data-confirm=transition_many]").click();
  await bob.getByText("2 项全部完成").waitFor();
  await bob.getByRole("button", { name: "知道了" }).click();
  await visit(bob, "/library?in=bin");
  await tile("甲").hover();
  await tile("甲").locator("[data-verb=restore]").click();
  await tile("甲").waitFor({ state: "detached" });
  await tile("乙").getByRole("link").first().click();
  await bob.getByText(/在回收站中，\d{4}-\d\d-\d\d 之后彻底删除/).waitFor();
  await transition(bob, "purge");
  await bob.waitForURL(/\/library$/);
  await tile("甲").waitFor();
  await counts(tile("乙"), 0);
});

test("an audio has a shelf of its own, where it says how long it plays, and is heard on its page", async () => {
  await visit(bob, "/library?in=audio");
  await bob.getByText("还没有音频").or(bob.locator(".media-tile").first()).first().waitFor();
  const sound = { name: `丁${RUN}.mp3`, mimeType: "audio/mpeg", buffer: Buffer.from(mp3Of(2_500 + SIDE)) };
  const large = { name: "长.wav", mimeType: "audio/wav", buffer: Buffer.from(wavOf(263)) };
  await upload([sound, large]);
  const uploads = bob.getByTestId("uploads");
  await uploads.getByText("上传完成：1 项已添加 · 1 项未上传").waitFor();
  await reads(uploads.locator("[data-upload=failed]"), /长\.wav.*音频超过 2 MB/);
  const seconds = Math.round(((2_500 + SIDE) * 1_152) / 44_100);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  await tile("丁").getByText(length).waitFor();
  await tile("丁").getByRole("link").first().click();
  await bob.locator(".media-large audio").waitFor();
  await bob.getByText(length).first().waitFor();
});

test("a picture of a web page is asked for where one is chosen, and what does not come is said", async () => {
  await visit(bob, "/templates/new");
  await bob.locator('[data-layout="image_text"]').click();
  await bob.getByRole("button", { name: "从素材库选择" }).first().click();
  const address = bob.getByRole("textbox", { name: "图片网址" });
  await address.fill("http://10.0.0.1/a.png");
  await bob.getByRole("button", { name: "网页提取" }).click();
  await bob.getByRole("alert").filter({ hasText: "未能获取图片：该地址在内网，手机打不开" }).waitFor();
  await address.fill("");
  await disabled(bob.getByRole("button", { name: "网页提取" }), true);
});
