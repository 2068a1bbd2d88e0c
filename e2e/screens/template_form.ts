/** The editor of templates as a person fills it in: every place that a layout has, whatever the layout is. */

import { filmOf } from "@tidings/shared/ground/files/samples.ts";
import { countFor, holds, ratioFor, type Situation } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout, Slot } from "@tidings/shared/layouts/layout.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import type { Locator, Page } from "playwright-core";

/** A place of the content, by its path. */
const place = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`).first();
const field = (page: Page, path: string): Locator => page.locator(`[id="${path}"]`);

const LINK = "https://mall.example.com/layouts";

/** A picture of this ratio, as a browser makes one. */
export async function pictureOf(page: Page, ratio: number): Promise<Buffer> {
  const bytes = await page.evaluate(async (ratio) => {
    const [width, height] = ratio >= 1 ? [240 * ratio, 240] : [240, 240 / ratio];
    const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
    const pen = canvas.getContext("2d");
    if (pen) {
      pen.fillStyle = "#0f6b57";
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  }, ratio);
  return Buffer.from(bytes);
}

/** What is typed into a text of so many characters. Texts of one template differ by their number. */
const textOf = (slot: { readonly max_length: number }, number: number): string =>
  `示例${number}`.slice(0, slot.max_length);

/** Fills in the editor that is open. */
class Filling {
  #number = 0;
  readonly #page: Page;
  readonly #layout: Layout;

  constructor(page: Page, layout: Layout) {
    this.#page = page;
    this.#layout = layout;
  }

  async slots(slots: readonly Slot[], path: string, item?: number): Promise<void> {
    const situation: Situation = { layout: this.#layout, style: undefined, options: undefined, item };
    for (const slot of slots) {
      // What is for one vendor's phones alone is in no template for all of them.
      if (holds(slot.when, situation) && !slot.for_vendor && !slot.only_vendors)
        await this.#slot(slot, `${path}.${slot.name}`);
    }
  }

  async #slot(slot: Slot, path: string): Promise<void> {
    switch (slot.kind) {
      case "text":
        return this.#text(path, slot);
      case "image":
        return this.#image(path, slot);
      case "video":
        return this.#video(path, slot);
      case "action":
        return this.#action(path);
      case "choice":
        return place(this.#page, path).getByRole("radio").first().check();
      case "buttons":
        return this.#entries(slot, path, async (at) => {
          await this.#text(`${at}.text`, slot);
          await field(this.#page, `${at}.action.target`).fill(LINK);
        });
      case "pairs":
        return this.#entries(slot, path, async (at) => {
          await this.#text(`${at}.label`, { max_length: slot.max_label });
          await this.#text(`${at}.value`, { max_length: slot.max_value });
        });
      case "list":
        return this.#entries(slot, path, (at, index) => this.slots(slot.of, at, index));
    }
  }

  async #text(path: string, slot: { readonly max_length: number }): Promise<void> {
    this.#number += 1;
    await field(this.#page, path).fill(textOf(slot, this.#number));
  }

  async #image(path: string, slot: Extract<Slot, { kind: "image" }>): Promise<void> {
    const ratio = ratioFor(slot.ratio, this.#layout, undefined)?.value ?? 1;
    await place(this.#page, path)
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: "图.png", mimeType: "image/png", buffer: await pictureOf(this.#page, ratio) });
    await place(this.#page, path).locator("img.image-thumb").waitFor();
  }

  async #video(path: string, slot: Extract<Slot, { kind: "video" }>): Promise<void> {
    await place(this.#page, path)
      .locator('input[type="file"]')
      .first()
      .setInputFiles({
        name: "片.mp4",
        mimeType: "video/mp4",
        buffer: Buffer.from(filmOf("isom", 1280, 720, 4_000)),
      });
    await place(this.#page, path).locator("video").waitFor();
    if (slot.cover) await this.#image(`${path}.cover`, { ...slot, kind: "image", action: false });
  }

  async #action(path: string): Promise<void> {
    await field(this.#page, path).click();
    await this.#page.locator(".ant-select-item-option:visible", { hasText: "打开浏览器" }).click();
    await field(this.#page, `${path}.target`).fill(LINK);
  }

  async #entries(
    slot: Extract<Slot, { kind: "buttons" | "pairs" | "list" }>,
    path: string,
    fill: (at: string, index: number) => Promise<void>,
  ): Promise<void> {
    const { min } = countFor(slot.count, this.#layout.vendors);
    for (let index = 0; index < Math.max(min, 1); index += 1) {
      if ((await place(this.#page, `${path}.${index}`).count()) === 0)
        await place(this.#page, path)
          .getByRole("button", { name: `添加${slot.words.zh}` })
          .click();
      await fill(`${path}.${index}`, index);
    }
  }
}

/** Begins a template of this layout, in Chinese, for all vendors of it, and fills in each of its places. */
export async function fillTemplate(page: Page, layout: Layout, name: string): Promise<void> {
  await page.locator(`[data-layout="${layout.layout}"]`).click();
  await field(page, "template-name").fill(name);
  for (const vendor of layout.vendors)
    await page.getByRole("checkbox", { name: VENDOR_WORDS[vendor].zh, exact: false }).first().check();
  await new Filling(page, layout).slots(layout.slots, "slots");
}
