import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { BASIC_STARTER_TEMPLATES } from "../../basic/public/starters.ts";
import { measureFile } from "../../ground/files/measure.ts";
import { LAYOUTS, layoutOf } from "../../layouts/catalogue.ts";
import { checkContent } from "../content.ts";
import { filesIn, type PublicFile, withFiles } from "./files.ts";
import { PUBLIC_TEMPLATES } from "./list.ts";
import { SHAPES } from "./pieces.ts";

const FOLDER = join(import.meta.dirname, "../../../../supabase/public_templates");
const NOBODY = "/storage/v1/object/public/media/00000000-0000-0000-0000-000000000000";

const names = [...new Set(PUBLIC_TEMPLATES.flatMap(({ content }) => filesIn(content)))];
const files = new Map(
  names.map((name): [string, PublicFile] => {
    const content = readFileSync(join(FOLDER, name));
    const { bytes, width, height } = measureFile(content) ?? assert.fail(`${name} is no picture`);
    return [name, { src: `${NOBODY}/${name}`, bytes, width: width ?? 0, height: height ?? 0 }];
  }),
);

test("there are two public templates a layout, of several industries, each with a name of its own", () => {
  for (const { layout } of LAYOUTS) {
    assert.equal(PUBLIC_TEMPLATES.filter((one) => one.layout === layout).length, 2, layout);
  }
  assert.equal(PUBLIC_TEMPLATES.length, 2 * LAYOUTS.length);
  assert.equal(new Set(PUBLIC_TEMPLATES.map(({ key }) => key)).size, PUBLIC_TEMPLATES.length);
  assert.equal(new Set(PUBLIC_TEMPLATES.map(({ name }) => name)).size, PUBLIC_TEMPLATES.length);
  assert.ok(new Set(PUBLIC_TEMPLATES.map(({ industry }) => industry)).size >= 10);
});

/** A poster is a picture alone: that the SMS sent with it has to offer the opt-out is said of every one. */
const hasText = (name: string) =>
  layoutOf(name)?.slots.some(({ kind }) => kind === "text" || kind === "list") ?? false;

test("each passes the check for all its vendors without an error and without a warning", () => {
  for (const { key, layout, usage, vendors, content } of PUBLIC_TEMPLATES) {
    const found = checkContent(layout, vendors, usage, withFiles(content, files));
    const about = hasText(layout) ? found : found.filter(({ code }) => code !== "opt_out");
    assert.deepEqual(about, [], key);
  }
});

test("each is for every vendor of its layout, but one that shows what only Huawei has", () => {
  for (const { key, layout, vendors } of PUBLIC_TEMPLATES) {
    const all = layoutOf(layout)?.vendors ?? [];
    assert.ok(vendors.length === all.length || vendors.join() === "huawei", key);
  }
});

test("a picture has exactly the shape that its name says, and two of one layout show different pictures", () => {
  for (const [name, { width, height }] of files) {
    const [, shape] = /_(\d+x\d+)\./.exec(name) ?? [];
    const [wide, high] = SHAPES[shape as keyof typeof SHAPES];
    assert.equal(width * high, height * wide, name);
  }
  for (const { layout } of LAYOUTS) {
    const [one = [], other = []] = PUBLIC_TEMPLATES.filter((each) => each.layout === layout).map(
      ({ content }) => filesIn(content),
    );
    assert.ok(one.length + other.length === 0 || one.some((name) => !other.includes(name)), layout);
  }
});

test("the folder holds the files that are shown and no others, three megabytes at most", () => {
  const kept = readdirSync(FOLDER).filter((name) => /\.(jpg|mp4|3gp|wav)$/.test(name));
  const basic = BASIC_STARTER_TEMPLATES.flatMap(({ content }) => filesIn(content));
  assert.deepEqual(kept.sort(), [...new Set([...names, ...basic])].sort());
  const sum = kept.reduce((bytes, name) => bytes + readFileSync(join(FOLDER, name)).length, 0);
  assert.ok(sum <= 3 * 1024 * 1024, `${sum} bytes`);
});
