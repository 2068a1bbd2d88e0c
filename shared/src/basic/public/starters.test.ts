import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { measureFile } from "../../ground/files/measure.ts";
import { filesIn, type PublicFile, withFiles } from "../../templates/public/files.ts";
import { PUBLIC_TEMPLATES } from "../../templates/public/list.ts";
import { checkBasic } from "../check.ts";
import { basicParameters } from "../content.ts";
import { weigh } from "../weigh.ts";
import { BASIC_STARTERS } from "../words.ts";
import { BASIC_STARTER_TEMPLATES } from "./starters.ts";

const FOLDER = join(import.meta.dirname, "../../../../supabase/public_templates");
const NOBODY = "/storage/v1/object/public/media/00000000-0000-0000-0000-000000000000";

const names = [...new Set(BASIC_STARTER_TEMPLATES.flatMap(({ content }) => filesIn(content)))];
const files = new Map(
  names.map((name): [string, PublicFile] => {
    const { bytes, width, height, duration_ms } =
      measureFile(readFileSync(join(FOLDER, name))) ?? assert.fail(`${name} is no medium`);
    const file = { src: `${NOBODY}/${name}`, bytes, width: width ?? 0, height: height ?? 0 };
    return [name, { ...file, ...(duration_ms ? { seconds: duration_ms / 1000 } : {}) }];
  }),
);

test("there is one starter of each kind, in their order, with a key and a name of its own", () => {
  assert.deepEqual(
    BASIC_STARTER_TEMPLATES.map(({ key }) => key),
    BASIC_STARTERS.map((kind) => `basic_${kind}`),
  );
  const keys = new Set(PUBLIC_TEMPLATES.map(({ key }) => key));
  assert.ok(BASIC_STARTER_TEMPLATES.every(({ key }) => !keys.has(key)));
});

test("each passes the automatic check for every carrier, without an error and without a warning", () => {
  for (const { key, content } of BASIC_STARTER_TEMPLATES)
    for (const adapter of ["sandbox", "koomessage"])
      assert.deepEqual(
        checkBasic(withFiles(content, files), { signature: "云杉", adapter, measures: null }),
        [],
        key,
      );
});

test("a film is a 3gp by its bytes, which every carrier takes", () => {
  const films = names.filter((name) => name.endsWith("3gp"));
  assert.ok(films.length >= 3);
  for (const name of films)
    assert.equal(measureFile(readFileSync(join(FOLDER, name)))?.type, "video/3gpp", name);
});

test("they show pictures, films and a sound, static ones and such with parameters, all below half of what fits", () => {
  const contents = BASIC_STARTER_TEMPLATES.map(({ content }) => withFiles(content, files));
  const types = new Set(contents.flatMap(({ slots }) => slots.frames.map(({ type }) => type)));
  assert.deepEqual([...types].sort(), ["audio", "image", "text", "video"]);
  const dynamic = contents.filter((content) => basicParameters(content).length > 0);
  assert.ok(dynamic.length >= 3 && contents.length - dynamic.length >= 3);
  for (const content of contents) assert.ok(weigh(content).bytes < 1024 * 1024);
});
