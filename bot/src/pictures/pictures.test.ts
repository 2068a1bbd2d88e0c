import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { Resvg } from "@resvg/resvg-js";
import { basicPicture } from "@tidings/shared/basic/preview.ts";
import { goodStoryboard } from "@tidings/shared/basic/vectors.ts";
import { LAYOUTS, layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { colourClass, PACKET, readable, THEMES } from "@tidings/shared/templates/picture/colours.ts";
import { facesOf } from "@tidings/shared/templates/picture/faces.ts";
import { gallery } from "@tidings/shared/templates/picture/gallery.ts";
import { drawPicture } from "@tidings/shared/templates/picture/html.ts";
import type { CardPicture } from "@tidings/shared/templates/picture/model.ts";
import { cardPicture } from "@tidings/shared/templates/picture/picture.ts";
import { wordsOf } from "@tidings/shared/templates/picture/words.ts";
import { IMAGE_TEXT_SAMPLE } from "@tidings/shared/templates/samples.ts";
import { basicPreview } from "./basic.ts";
import { cardNode } from "./card.ts";
import { chartPicture, chartSvg } from "./chart.ts";
import { loadPictures } from "./load.ts";
import type { Child, Node, Style } from "./nodes.ts";
import { pictureOf } from "./picture.ts";
import { NoPicture, png } from "./png.ts";
import { previewOf } from "./preview.ts";
import { imagesOf, type Sheet, sheetSvg } from "./sheet.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const served: string[] = [];
const server = createServer((request, response) => {
  served.push(request.url ?? "");
  const body = request.url?.endsWith(".svg") ? BOMB : "<html>sign in</html>";
  response.end(request.url?.endsWith(".png") ? PNG : body);
}).listen(0, "127.0.0.1");
await new Promise((started) => server.once("listening", started));
const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => server.close());

/** Width and height from the PNG's header. */
const sizeOf = (bytes: Uint8Array) => [
  Buffer.from(bytes).readUInt32BE(16),
  Buffer.from(bytes).readUInt32BE(20),
];
const text = (word: string) =>
  png(
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><text x="4" y="22" font-size="20" font-family="Noto Sans SC Thin">${word}</text></svg>`,
  );

const open = { type: "open_browser" as const, target: "https://a.example/" };
const sheet = (picture: CardPicture, pictures = new Map<string, string>()): Sheet => ({
  phones: [{ picture, caption: "" }],
  sender: "",
  theme: "light",
  pictures,
});
/** The texts of a drawing, without their spaces. */
const drawnTexts = (svg: string) =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)/g), ([, text]) => text).join("");
const bare = (text: string) => text.replace(/\s+/g, "");

test("for every layout, style and vendor the PNG draws each text and image of the picture, in its order and nothing else", async () => {
  for (const [name, card] of gallery()) {
    for (const { vendors, picture } of facesOf(
      { ...card, locale: "zh-CN" },
      layoutOf(card.layout)?.vendors ?? [],
    )) {
      const images = new Map(imagesOf(picture).map((src) => [src, `data:image/png;base64,${src.length}`]));
      const svg = await sheetSvg(sheet(picture, images));
      // which page of a carousel it is stands upon its image, and is drawn after what is below
      const words = wordsOf(picture);
      const places = words.filter((word) => /^\d+\/\d+$/.test(word));
      const ordered = [...words.filter((word) => !places.includes(word)), ...places];
      assert.equal(bare(drawnTexts(svg)), bare(ordered.join("")), `${name} ${vendors}`);
      const drawn = new Set(
        Array.from(
          svg.matchAll(/ href="(data:image\/png[^"]*)" preserveAspectRatio="xMid/g),
          ([, href]) => href,
        ),
      );
      assert.deepEqual(drawn, new Set(images.values()), `${name} ${vendors}`);
      assert.doesNotMatch(svg, /\$\{|undefined|NaN/, name);
    }
  }
});

/** What of a card can be seen to be the same however it is drawn, in its order. */
interface Outline {
  readonly texts: string[];
  readonly images: string[];
  /** How many signs say that something plays. */
  readonly plays: number;
  readonly buttons: string[];
}
/** A button by its words, its colour, and how it is. */
const buttonLine = (words: string, ...marks: string[]) =>
  [words, ...marks.filter((mark) => mark !== "")].join(" ");

/** What a button has where no colour is chosen. */
const USUAL = colourClass(THEMES.light.tint);
/** The colours that a template can choose, by the ground that both drawings give them. */
const GROUNDS = new Map(
  LAYOUTS.flatMap(({ options }) => options.flatMap(({ values }) => values))
    .flatMap(({ colours }) => colours ?? [])
    .concat(PACKET)
    .map((colour) => [readable(colour).back, colourClass(colour)] as const)
    .filter(([, name]) => name !== USUAL),
);

/** The page, as it stands: windows that are not open and words for those who hear it left out. */
function htmlOutline(html: string): Outline {
  const shown = html
    .replace(/<dialog.*?<\/dialog>/gs, "")
    .replace(/<(\w+) class="unseen"[^>]*>.*?<\/\1>/gs, "");
  const read = (part: string) =>
    part
      .split(/<[^>]*>/)
      .map((words) => bare(words.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&")))
      .filter((words) => words !== "");
  const buttons = Array.from(
    shown.matchAll(/<(a|button|span)(?: type="button")? class="(button[^"]*)"[^>]*>(.*?)<\/\1>/gs),
    ([, , look = "", inner = ""]) => {
      const has = (mark: string) => (look.split(" ").includes(mark) ? mark : "");
      return buttonLine(
        read(inner).join("/"),
        /\bc-\w+/.exec(look)?.[0]?.replace(USUAL, "") ?? "",
        has("seal"),
        has("moving"),
        has("still"),
      );
    },
  );
  return {
    texts: read(shown),
    images: Array.from(shown.matchAll(/<(?:img src|video [^>]*? poster)="([^"]*)"/g), ([, src = ""]) => src),
    plays: shown.match(/<video |<span class="play"/g)?.length ?? 0,
    buttons,
  };
}

/** The boxes of which the PNG is drawn. */
function nodeOutline(root: Node, images: readonly string[]): Outline {
  const outline: Outline & { plays: number } = { texts: [], images: [], plays: 0, buttons: [] };
  const textsIn = (node: Child): string[] => {
    if (node === null) return [];
    if (typeof node === "string") return [bare(node)].filter((words) => words !== "");
    return [node.props.children ?? []].flat().flatMap((child) => textsIn(child as Child));
  };
  const walk = (node: Child): void => {
    if (node === null) return;
    if (typeof node === "string") return void outline.texts.push(...textsIn(node));
    const {
      children,
      style = {},
      src,
      d,
    } = node.props as {
      children?: Child | Child[];
      style?: Style;
      src?: string;
      d?: string;
    };
    if (src) outline.images.push(images[Number(/\d+$/.exec(src)?.[0])] ?? "unknown");
    if (d?.endsWith("Z")) outline.plays += 1;
    const seal = style.borderRadius === 38;
    if (seal || style.borderRadius === 24) {
      const ground = String(style.background);
      const marks = [
        GROUNDS.get(ground) ?? "",
        seal ? "seal" : "",
        style.border ? "moving" : "",
        ground === THEMES.light.panel ? "still" : "",
      ];
      outline.buttons.push(buttonLine(textsIn(node).join("/"), ...marks));
    }
    for (const child of [children ?? []].flat()) walk(child);
  };
  walk(root);
  return outline;
}

test("for every layout, style, option and vendor the page and the PNG show the same texts, prices, images, play signs and buttons, in the same order", () => {
  let drawn = 0;
  for (const [name, card] of gallery()) {
    for (const vendor of [null, ...(layoutOf(card.layout)?.vendors ?? [])]) {
      const picture = cardPicture({ ...card, vendor, locale: "zh-CN" });
      const images = imagesOf(picture);
      const brush = { colours: THEMES.light, pictures: new Map(images.map((src) => [src, "data:"])) };
      const html = drawPicture(picture, { locale: "zh-CN", title: card.title, foreign: false });
      assert.deepEqual(
        nodeOutline(cardNode(picture, brush), images),
        htmlOutline(html),
        `${name} ${vendor}: the PNG (actual) and the page (expected)`,
      );
      drawn += 1;
    }
  }
  assert.ok(drawn > 100, `${drawn} cards`);
});

test("a PNG has its pictures, its buttons in their colours, and is as wide as its phones", async () => {
  const red = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
  const content = {
    slots: {
      image: { src: "/a.png", alt: "" },
      price: "9",
      buttons: [
        { text: "", action: open },
        { text: "买", action: open },
      ],
    },
  };
  const picture = cardPicture({ layout: "commerce", content, vendor: "huawei", locale: "zh-CN" });
  const pictures = new Map([["/a.png", `data:image/png;base64,${red}`]]);
  const svg = await sheetSvg(sheet(picture, pictures));
  const { width, pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  assert.equal(width, 360);
  const at = (x: number, y: number) => [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
  assert.deepEqual(at(180, 100), [255, 0, 0], "the image");
  const rows = Array.from({ length: pixels.length / 4 / width }, (_, y) => at(180, y).join());
  assert.ok(rows.includes("255,138,0"), "the first button is orange");
  const dark = await sheetSvg({
    ...sheet(picture),
    theme: "dark",
    phones: [1, 2].map(() => ({ picture, caption: "v" })),
  });
  assert.match(dark, /width="720"/);
  assert.match(dark, /#1b1b1e/);
});

test("a card is drawn with the examples of its parameters, one phone for all vendors that show the same", async () => {
  const request = { name: "card", title: "预览", sender: "云杉商城", locale: "zh-CN" as const };
  const one = { layout: "image_text", content: IMAGE_TEXT_SAMPLE, vendors: ["huawei", "oppo"] as const };
  const found = await previewOf([one], request);
  assert.match(found?.alt ?? "", /^预览: 云杉会员日 福利已到账 · 张女士，您的 50 元/);
  assert.deepEqual([found?.name, sizeOf(found?.png ?? new Uint8Array())[0]], ["card.png", 720]);
  const dial = {
    slots: { title: "一", buttons: [{ text: "拨打", action: { type: "dial", target: "400-800-1234" } }] },
  };
  const two = await previewOf([{ ...one, layout: "notice", content: dial }], request);
  assert.equal(sizeOf(two?.png ?? new Uint8Array())[0], 1440, "OPPO's phones do not dial");
  assert.equal(
    await previewOf(
      [
        { ...one, layout: "gone" },
        { ...one, content: 7 },
      ],
      request,
    ),
    undefined,
  );
});

test("a storyboard is drawn as Apple shows it, and as the others do in the conversation and on the page behind it", async () => {
  const content = goodStoryboard("11111111-1111-4111-8111-111111111111");
  const request = { name: "board", title: "预览", sender: "106900001", locale: "zh-CN" as const };
  const found = await basicPreview({ content, signature: "云杉商城" }, request);
  assert.match(found?.alt ?? "", /^预览: 云杉会员日 · 【云杉商城】尊敬的王女士/);
  assert.deepEqual([found?.name, sizeOf(found?.png ?? new Uint8Array())[0]], ["board.png", 2160]);
  assert.equal(await basicPreview({ content: { slots: {} }, signature: null }, request), undefined);
  // Its video has no cover: what is drawn says its name, where another would have its picture.
  const shown = { content, signature: "云杉商城", locale: "zh-CN" as const };
  const whole = basicPicture({ ...shown, phone: "apple", screen: "message" });
  assert.equal(bare(drawnTexts(await sheetSvg(sheet(whole)))).includes("film.3gp"), true);
});

test("Chinese is drawn in glyphs, not in boxes", async () => {
  const [one, two, missing] = await Promise.all([text("会"), text("员"), text("\u{10fffd}")]);
  assert.notDeepEqual(one, two);
  assert.notDeepEqual(one, missing);
});

test("what an author wrote cannot break out of the drawing", async () => {
  const content = {
    slots: { title: '</text><script>"&', body: "\u0000\u0007x", image: { src: "/x.png", alt: "<b>" } },
  };
  const picture = cardPicture({ layout: "notice", content, locale: "en" });
  const svg = await sheetSvg({ ...sheet(picture), sender: "<b>" });
  assert.doesNotMatch(svg, /<script|<b>/);
  assert.ok(!svg.includes("\u0000"));
  assert.ok((await png(svg)).length > 0);
});

test("pictures come from our own project or from the content itself, and from nowhere else", async () => {
  const good = [
    `${own}/storage/v1/object/public/media/e/1.png`,
    "/storage/v1/object/public/media/e/2.png",
    `data:image/png;base64,${PNG.toString("base64")}`,
  ];
  const bad = [
    "http://127.0.0.1:1/storage/v1/object/public/x.png",
    `${own}/rest/v1/secrets.png`,
    `${own}/storage/v1/object/public/page`,
    "data:text/html;base64,PHA+",
    "data:image/png,x",
  ];
  const found = await loadPictures([...good, ...bad], own);
  assert.deepEqual([...found.keys()], good);
  assert.ok(!served.includes("/rest/v1/secrets.png"));
});

/** Filters upon filters, of 506 bytes: the renderer is busy with it for longer than anybody waits. */
const BOMB = `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="3000"><filter id="f" x="0" y="0" width="1" height="1">${'<feMorphology operator="dilate" radius="300"/>'.repeat(8)}</filter><rect width="3000" height="3000" filter="url(#f)"/></svg>`;

test("no SVG from outside is drawn, whatever it calls itself, nor a picture that claims to be huge", async () => {
  const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
  const huge = Buffer.from(PNG);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  const sources = [
    ...["svg+xml", "png", "gif", "webp"].map((type) => `data:image/${type};base64,${base64(BOMB)}`),
    `data:image/svg+xml;base64,${base64("<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>")}`,
    `data:image/png;base64,${base64(huge)}`,
    `${own}/storage/v1/object/public/media/e/bomb.svg`,
  ];
  assert.equal((await loadPictures(sources, own)).size, 0);
  // What is believed is the bytes: a GIF that calls itself a PNG is given on as a GIF.
  const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  const found = await loadPictures([`data:image/png;base64,${base64(gif)}`], own);
  assert.match([...found.values()][0] ?? "", /^data:image\/gif;/);
});

test("a drawing that takes too long is given up, the answer goes out without it, and the next one is drawn", async () => {
  await assert.rejects(png(BOMB, 1, 300), NoPicture);
  await assert.rejects(png("<no svg", 1), NoPicture);
  const [bad, good] = await Promise.allSettled([png(BOMB, 1, 300), text("会")]);
  assert.deepEqual([bad.status, good.status], ["rejected", "fulfilled"]);
  const card = await text("员");
  const picture = await pictureOf(
    "card.png",
    "a card",
    "<broken",
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
  );
  assert.deepEqual([picture?.name, picture?.alt], ["card.png", "a card"]);
  assert.equal(await pictureOf("card.png", "a card", "<broken", "<broken too"), undefined);
  assert.ok(card.length > 0);
});

const sent = (values: number[]) => ({ name: "Delivered", values, colour: "#2e9e4f", stack: "sent" });
const chart = {
  title: "近 7 天发送报表",
  of: "days" as const,
  categories: ["2026-11-23", "2026-11-24"],
  series: [sent([1, 2])],
};

test("a chart is drawn without a browser", async () => {
  assert.deepEqual(sizeOf(await png(await chartSvg(chart))), [1440, 800]);
});

/** The texts of a chart with the middle of their line. */
function textsOf(svg: string): Map<string, number> {
  const found = svg.matchAll(/<text([^>]*)transform="translate\([\d.]+ ([\d.]+)\)"[^>]*>([^<]*)/g);
  const shift = (attributes = "") => Number(/ y="([\d.]+)"/.exec(attributes)?.[1] ?? 0);
  return new Map(Array.from(found, ([, before, top, text]) => [text ?? "", shift(before) + Number(top)]));
}

test("the legend stands below the title, however long that is", async () => {
  const title = "Sends of the last 30 days of an enterprise with a long name, by template and by day";
  const texts = textsOf(await chartSvg({ ...chart, title }));
  const [head] = [...texts].filter(([text]) => text.startsWith("Sends of"));
  assert.ok(head && head[1] + 12 < (texts.get("Delivered") ?? 0), JSON.stringify([...texts]));
});

test("a chart of names has the names, and one of nothing but zeros is not drawn", async () => {
  const texts = textsOf(await chartSvg({ ...chart, of: "names", categories: ["会员日", "签收提醒"] }));
  assert.ok(texts.has("会员日") && (texts.get("会员日") ?? 0) < (texts.get("签收提醒") ?? 0));
  // What tells addresses apart is their end; the font has no emoji.
  const categories = [
    "https://go.example.com/KVuPzxTS · Huawei",
    "https://go.example.com/KVuPzxTS",
    "订单 📦",
  ];
  const told = textsOf(await chartSvg({ ...chart, of: "names", categories, unit: "Requests" }));
  for (const text of ["…om/KVuPzxTS · Huawei", "go.example.com/KVuPzxTS", "订单", "Requests"])
    assert.ok(
      [...told.keys()].some((key) => key.endsWith(text.slice(1))),
      `${text}: ${[...told.keys()]}`,
    );
  assert.equal(await chartPicture({ ...chart, series: [sent([0, 0])] }, "report"), undefined);
  assert.equal((await chartPicture(chart, "report"))?.name, "report.png");
});
