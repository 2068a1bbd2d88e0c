import assert from "node:assert/strict";
import test from "node:test";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { beginWith } from "./value.ts";
import { cannotShow, numbersOf } from "./vendor-limits.ts";

function noticeOf(pairs: number, type: "open_browser" | "dial") {
  const layout = layoutOf("notice");
  assert.ok(layout);
  return {
    ...beginWith(layout),
    content: {
      slots: {
        pairs: Array.from({ length: pairs }, (_, n) => ({ label: `L${n}`, value: "v" })),
        buttons: [{ text: "Go", action: { type, target: "https://a.example/" } }],
      },
    },
  };
}

test("a vendor that cannot show five pairs, or an action, says so before it is chosen", () => {
  const value = noticeOf(5, "dial");
  assert.deepEqual(cannotShow(value, "huawei"), []);
  assert.deepEqual(
    cannotShow(value, "xiaomi").map(({ path, code }) => `${path} ${code}`),
    ["slots.pairs too_many"],
  );
  assert.deepEqual(
    cannotShow(value, "oppo").map(({ path }) => path),
    ["slots.buttons.0.action.type"],
  );
});

test("what is not written yet is no vendor's fault", () => {
  const layout = layoutOf("notice");
  assert.ok(layout);
  assert.deepEqual(cannotShow(beginWith(layout), "xiaomi"), []);
  assert.deepEqual(
    numbersOf(layout, "xiaomi").map(({ max }) => max),
    [4],
  );
});
