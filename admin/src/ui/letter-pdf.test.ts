import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { inflateSync } from "node:zlib";
import { FILING_LETTERS } from "@tidings/shared/filings/letters.ts";
import { openWoff } from "@tidings/shared/ground/woff.ts";
import { AUTHORISATION_LETTER } from "@tidings/shared/links/domain_letter.ts";
import { letterPdf } from "./letter-pdf.ts";

const WOFF = "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff";
const font = openWoff(readFileSync(createRequire(import.meta.url).resolve(WOFF)), inflateSync);
const facts = { company: "云杉商城（杭州）有限公司", code: "91350100M000100Y43" };
const textOf = (pdf: Uint8Array) => Buffer.from(pdf).toString("latin1");

test("every letter is one page with the glyphs that it uses, and no more of the font", async () => {
  for (const letter of [AUTHORISATION_LETTER, ...Object.values(FILING_LETTERS)]) {
    const pdf = await letterPdf(letter, facts, font);
    const text = textOf(pdf);
    assert.match(text, /^%PDF-/);
    assert.equal(text.match(/\/Type \/Page\b/g)?.length, 1, letter.name);
    assert.equal(text.match(/\/FontFile2/g)?.length, 1, letter.name);
    assert.ok(pdf.length > 5_000 && pdf.length < 100_000, `${letter.name}: ${pdf.length} bytes`);
  }
});

test("the company stands in the letter; without a name there is a line to write on", async () => {
  const letter = { ...AUTHORISATION_LETTER, paragraphs: ["{company}"], signed: [] };
  const named = await letterPdf(letter, facts, font);
  const blank = await letterPdf(letter, { company: "", code: "" }, font);
  assert.ok(named.length > blank.length + 1_000, "twelve Chinese characters are more than one line");
});

test("what is no WOFF is said to be none", () => {
  assert.throws(() => openWoff(new Uint8Array(60), inflateSync), { message: "This is not a WOFF file." });
});
