import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { LAYOUTS } from "@tidings/shared/templates/catalogue.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE } from "@tidings/shared/templates/samples.ts";
import { chartPicture, chartSvg } from "./chart.ts";
import { loadPictures } from "./load.ts";
import { phoneSvg, pictureSources } from "./phone.ts";
import { pictureOf } from "./picture.ts";
import { NoPicture, png } from "./png.ts";

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

test("a card is drawn as a PNG with its parameters' examples in it", async () => {
  for (const [layout, content] of [
    ["image_text", IMAGE_TEXT_SAMPLE],
    ["notice", NOTICE_SAMPLE],
  ] as const) {
    const svg = phoneSvg({ layout, content, sender: "云杉商城" });
    assert.doesNotMatch(svg, /\$\{/, layout);
    const [width = 0, height = 0] = sizeOf(await png(svg));
    assert.ok(width === 720 && height > 400, `${width} × ${height}`);
  }
});

test("every layout of the catalogue is drawn, even with nothing in it", () => {
  for (const { layout } of LAYOUTS) {
    for (const content of [{ slots: {} }, null, { slots: { items: [{}], title: 7 } }]) {
      assert.match(phoneSvg({ layout, content, sender: "x" }), /^<svg /, layout);
    }
  }
});

test("Chinese is drawn in glyphs, not in boxes", async () => {
  const [one, two, missing] = await Promise.all([text("会"), text("员"), text("\u{10fffd}")]);
  assert.notDeepEqual(one, two);
  assert.notDeepEqual(one, missing);
});

test("what an author wrote cannot break out of the drawing", async () => {
  const content = { slots: { title: '</text><script>"&', body: "\u0000\u0007x" } };
  const svg = phoneSvg({ layout: "notice", content, sender: "<b>" });
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

test("the addresses of pictures are found wherever they stand in a content", () => {
  const content = {
    slots: {
      image: { src: "a" },
      items: [{ image: { src: "b" } }, { image: { src: "a" } }],
      video: { src: "v", cover: { src: "c" } },
    },
  };
  assert.deepEqual(pictureSources(content), ["a", "b", "c"]);
});

const sent = (values: number[]) => ({ name: "Delivered", values, colour: "#2e9e4f", stack: "sent" });
const chart = {
  title: "近 7 天发送报表",
  of: "days" as const,
  categories: ["2026-11-23", "2026-11-24"],
  series: [sent([1, 2])],
};

test("a chart is drawn without a browser", async () => {
  assert.deepEqual(sizeOf(await png(chartSvg(chart))), [1440, 800]);
});

/** The texts of a chart with the middle of their line. */
function textsOf(svg: string): Map<string, number> {
  const found = svg.matchAll(/<text([^>]*)transform="translate\([\d.]+ ([\d.]+)\)"[^>]*>([^<]*)/g);
  const shift = (attributes = "") => Number(/ y="([\d.]+)"/.exec(attributes)?.[1] ?? 0);
  return new Map(Array.from(found, ([, before, top, text]) => [text ?? "", shift(before) + Number(top)]));
}

test("the legend stands below the title, however long that is", () => {
  const title = "Sends of the last 30 days of an enterprise with a long name, by template and by day";
  const texts = textsOf(chartSvg({ ...chart, title }));
  const [head] = [...texts].filter(([text]) => text.startsWith("Sends of"));
  assert.ok(head && head[1] + 12 < (texts.get("Delivered") ?? 0), JSON.stringify([...texts]));
});

test("a chart of names has the names, and one of nothing but zeros is not drawn", async () => {
  const texts = textsOf(chartSvg({ ...chart, of: "names", categories: ["会员日", "签收提醒"] }));
  assert.ok(texts.has("会员日") && (texts.get("会员日") ?? 0) < (texts.get("签收提醒") ?? 0));
  assert.equal(await chartPicture({ ...chart, series: [sent([0, 0])] }, "report"), undefined);
  assert.equal((await chartPicture(chart, "report"))?.name, "report.png");
});
