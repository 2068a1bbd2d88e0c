import assert from "node:assert/strict";
import test from "node:test";
import { targetsOf, targetText } from "./targets.ts";

const content = {
  slots: {
    title: "会员日",
    image: {
      src: "/a.png",
      action: { type: "open_app", target: "app://home", package: "com.example", fallback: "" },
    },
    buttons: [
      { text: "去使用", action: { type: "open_link", target: "https://mall.example.com/a" } },
      { text: "联系我们", action: { type: "dial", target: "4008000000" } },
    ],
    items: [
      {
        title: "券",
        button: { text: "领取", action: { type: "popup", target: "请到店领取", button: "好" } },
      },
    ],
  },
};

test("every action of a content is found, with the text it stands under and all its values", () => {
  assert.deepEqual(
    targetsOf(content).map((target) => targetText(target, "en")),
    [
      "Open app app://home com.example",
      "去使用 → Open link https://mall.example.com/a",
      "联系我们 → Call 4008000000",
      "领取 → Popup 请到店领取 好",
    ],
  );
  assert.equal(
    targetText(targetsOf(content)[1] as never, "zh-CN"),
    "去使用 → 打开链接 https://mall.example.com/a",
  );
});

test("what is unfinished or no content at all has no targets", () => {
  for (const wrong of [null, 7, "x", [], {}, { slots: { button: { text: "x", action: { type: "fly" } } } }])
    assert.deepEqual(targetsOf(wrong), []);
});
