import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { LAYOUTS } from "@tidings/shared/templates/catalogue.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE } from "@tidings/shared/templates/samples.ts";
import { chartPicture, chartSvg } from "./chart.ts";
import { loadPictures } from "./load.ts";
import { phoneSvg, pictureSources } from "./phone.ts";
import { png } from "./png.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const served: string[] = [];
const server = createServer((request, response) => {
  served.push(request.url ?? "");
  response.end(request.url?.endsWith(".png") ? PNG : "<html>sign in</html>");
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

test("a card is drawn as a PNG with its parameters' examples in it", () => {
  for (const [layout, content] of [
    ["image_text", IMAGE_TEXT_SAMPLE],
    ["notice", NOTICE_SAMPLE],
  ] as const) {
    const svg = phoneSvg({ layout, content, sender: "云杉商城" });
    assert.doesNotMatch(svg, /\$\{/, layout);
    const [width = 0, height = 0] = sizeOf(png(svg));
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

test("Chinese is drawn in glyphs, not in boxes", () => {
  const [one, two, missing] = [text("会"), text("员"), text("\u{10fffd}")];
  assert.notDeepEqual(one, two);
  assert.notDeepEqual(one, missing);
});

test("what an author wrote cannot break out of the drawing", () => {
  const content = { slots: { title: '</text><script>"&', body: "\u0000\u0007x" } };
  const svg = phoneSvg({ layout: "notice", content, sender: "<b>" });
  assert.doesNotMatch(svg, /<script|<b>/);
  assert.ok(!svg.includes("\u0000"));
  assert.ok(png(svg).length > 0);
});

test("pictures come from our own project or from the content itself, and from nowhere else", async () => {
  const inline = `data:image/png;base64,${PNG.toString("base64")}`;
  const svg = (body: string) =>
    `data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`).toString("base64")}`;
  const good = [
    `${own}/storage/v1/object/public/media/e/1.png`,
    "/storage/v1/object/public/media/e/2.png",
    inline,
    svg("<rect fill='url(#a)'/>"),
  ];
  const bad = [
    "http://127.0.0.1:1/storage/v1/object/public/x.png",
    `${own}/rest/v1/secrets.png`,
    `${own}/storage/v1/object/public/page`,
    svg("<image href='/etc/hostname'/>"),
    svg('<image xlink:href="http://10.0.0.1/a.png"/>'),
    `data:image/svg+xml;base64,${Buffer.from("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg/>").toString("base64")}`,
    "data:text/html;base64,PHA+",
  ];
  const found = await loadPictures([...good, ...bad], own);
  assert.deepEqual([...found.keys()], good);
  assert.ok(!served.includes("/rest/v1/secrets.png"));
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

test("a chart is drawn without a browser", () => {
  assert.deepEqual(sizeOf(png(chartSvg(chart))), [1440, 800]);
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

test("a chart of names has the names, and one of nothing but zeros is not drawn", () => {
  const texts = textsOf(chartSvg({ ...chart, of: "names", categories: ["会员日", "签收提醒"] }));
  assert.ok(texts.has("会员日") && (texts.get("会员日") ?? 0) < (texts.get("签收提醒") ?? 0));
  assert.equal(chartPicture({ ...chart, series: [sent([0, 0])] }, "report"), null);
  assert.equal(chartPicture(chart, "report")?.name, "report.png");
});
