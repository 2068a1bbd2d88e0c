import assert from "node:assert/strict";
import test from "node:test";
import { LAYOUTS } from "../layouts/catalogue.ts";
import { checkContent, contentSchema, hasErrors } from "./content.ts";
import { badOf, goodOf } from "./examples.ts";

test("of every layout and style the good example could be submitted, and the bad one could not", () => {
  for (const layout of LAYOUTS) {
    for (const style of layout.styles.length > 0 ? layout.styles.map(({ style }) => style) : [undefined]) {
      const good = goodOf(layout, style);
      assert.equal(contentSchema.safeParse(good).success, true, layout.layout);
      const wrong = checkContent(layout, layout.vendors.slice(0, 1), "commercial", good);
      assert.deepEqual(
        wrong.filter(({ level, code }) => level === "error" && code !== "media_foreign"),
        [],
        `${layout.layout} ${style}`,
      );
      const bad = badOf(layout, style);
      assert.equal(hasErrors(bad.findings) || layout.layout === "poster", true, `${layout.layout} ${style}`);
      assert.notEqual(bad.findings.length, 0, layout.layout);
    }
  }
});
