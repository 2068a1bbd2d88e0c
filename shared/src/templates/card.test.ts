// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { buildCard } from "./card.ts";
import type { Content } from "./content.ts";

test("the card a vendor gets names its layout, version and options and carries filled, absolute values", () => {
  const card = buildCard({
    layout: "red_packet",
    vendor: "oppo",
    version: 3,
    origin: "https://t.example",
    params: { name: "张三" },
    content: {
      slots: {
        oppo_background: { src: "/b.png" },
        image: { src: "/a.png", alt: "红包", action: { type: "open_link", target: "https://a.example/" } },
        body: "${name}，恭喜发财",
        buttons: [{ text: "拆", action: { type: "open_browser", target: "https://a.example/?n=${name}" } }],
      },
    },
  });
  assert.deepEqual(card, {
    format: "tidings-card/1",
    layout: "red_packet",
    category: "commerce",
    vendor: "oppo",
    version: 3,
    style: null,
    options: { button_style: "static" },
    elements: [
      { type: "image", name: "oppo_background", ratio: "16:9", src: "https://t.example/b.png", alt: "" },
      {
        type: "image",
        name: "image",
        ratio: "16:9",
        src: "https://t.example/a.png",
        alt: "红包",
        action: { type: "open_browser", target: "https://a.example/" },
      },
      { type: "text", name: "body", text: "张三，恭喜发财" },
      {
        type: "buttons",
        name: "buttons",
        buttons: [
          { text: "拆", action: { type: "open_browser", target: "https://a.example/?n=%E5%BC%A0%E4%B8%89" } },
        ],
      },
    ],
  });
  const huawei = buildCard({
    layout: "red_packet",
    vendor: "huawei",
    content: { slots: { oppo_background: { src: "/b.png" } } },
  });
  assert.deepEqual(huawei.elements, [], "OPPO's background is for OPPO alone");
});

test("a vendor gets what its phones show: its own colours, moving buttons and no more pairs than they have room for", () => {
  const action = { type: "open_browser" as const, target: "https://a.example/" };
  const buttons = [{ text: "买", action }];
  const green: Content = { options: { button_colours: "green" }, slots: { buttons } };
  const colour = (vendor: "huawei" | "vivo") =>
    JSON.stringify(buildCard({ layout: "commerce", content: green, vendor }).elements);
  assert.match(colour("huawei"), /"colour":"#2E9E4F"/);
  assert.match(colour("vivo"), /"colour":"#FF8A00"/, "the colours that every vendor has");

  const moving: Content = { options: { button_style: "dynamic" }, slots: {} };
  const style = (vendor: "huawei" | "xiaomi" | null) =>
    buildCard({ layout: "red_packet", content: moving, vendor }).options.button_style;
  assert.deepEqual([style("huawei"), style("xiaomi"), style(null)], ["dynamic", "static", "dynamic"]);

  const pairs = Array.from({ length: 8 }, (_, n) => ({ label: `${n}`, value: `${n}` }));
  const count = (vendor: "huawei" | "xiaomi" | "samsung" | null) => {
    const [found] = buildCard({ layout: "notice", content: { slots: { pairs } }, vendor }).elements;
    return found?.type === "pairs" ? found.pairs.length : 0;
  };
  assert.deepEqual([count("huawei"), count("xiaomi"), count("samsung"), count(null)], [8, 4, 6, 8]);
});

test("asking for a layout that is not in the catalogue is an error of the caller", () => {
  assert.throws(() => buildCard({ layout: "nowhere", content: { slots: {} } }), RangeError);
});
