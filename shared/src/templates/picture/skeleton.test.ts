import assert from "node:assert/strict";
import test from "node:test";
import { LOCALES } from "../../ground/locale.ts";
import { LAYOUTS } from "../../layouts/catalogue.ts";
import { checkContent, contentSchema } from "../content.ts";
import { cardPicture } from "./picture.ts";
import { skeletonOf } from "./skeleton.ts";
import { wordsOf } from "./words.ts";

test("a skeleton shows every part of a layout in each style, and what is written in it stays", () => {
  for (const layout of LAYOUTS) {
    for (const style of layout.styles.length > 0 ? layout.styles.map(({ style }) => style) : [undefined]) {
      for (const locale of LOCALES) {
        const begun = { ...(style ? { style } : {}), slots: { title: "春季上新" } };
        const content = skeletonOf({ layout, locale, content: begun });
        assert.equal(contentSchema.safeParse(content).success, true, layout.layout);
        assert.equal(content.slots.title, "春季上新");
        const missing = checkContent(layout, layout.vendors.slice(0, 1), "commercial", content).filter(
          ({ code }) =>
            code === "required" || code === "too_few" || code === "too_many" || code === "too_long",
        );
        assert.deepEqual(missing, [], `${layout.layout} ${style}`);
        const whole = cardPicture({ layout, content: skeletonOf({ layout, locale, whole: true }), locale });
        assert.ok(whole.pieces.length > 0 || whole.behind, layout.layout);
      }
    }
  }
});

test("a skeleton speaks the language of the reader", () => {
  const [layout] = LAYOUTS;
  assert.ok(layout);
  const said = (locale: "zh-CN" | "en") =>
    wordsOf(cardPicture({ layout, content: skeletonOf({ layout, locale, whole: true }), locale })).join(" ");
  assert.match(said("zh-CN"), /标题.*最多 300 个字.*按钮/);
  assert.match(said("en"), /Title.*up to 300 characters.*Button/);
});
