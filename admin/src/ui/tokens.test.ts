import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { TOKENS, type Token } from "./tokens.ts";

/** The relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["ground", "raised", "floating"] as const;
const TEXTS = ["text", "faint", "brand", "good", "warn", "bad", "info"] as const;
const SOFT = ["brand-soft", "good-soft", "warn-soft", "bad-soft", "info-soft"] as const;

for (const [mode, name] of [
  [0, "light"],
  [1, "dark"],
] as const) {
  const of = (token: Token) => TOKENS[token][mode];
  test(`every text can be read on every ground it stands on, in ${name}`, () => {
    const pairs: [Token, Token][] = [
      ...GROUNDS.flatMap((ground) => TEXTS.map((text): [Token, Token] => [text, ground])),
      ...SOFT.flatMap((ground): [Token, Token][] => [
        ["text", ground],
        ["faint", ground],
        [ground.replace("-soft", "") as Token, ground],
      ]),
      ["on-brand", "brand"],
      ["on-brand", "bad"],
    ];
    const faint = pairs.filter(([text, ground]) => contrast(of(text), of(ground)) < 4.5);
    assert.deepEqual(faint, []);
  });

  test(`every mark and edge is seen, in ${name}`, () => {
    const marks = { ...COLORS, edge: of("edge") };
    const faint = Object.entries(marks).filter(([, color]) => contrast(color, of("raised")) < 3);
    assert.deepEqual(faint, []);
  });
}

const SOURCES = join(import.meta.dirname, "..");
const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });

test("style sheets name tokens that there are, and no colour stands anywhere else", () => {
  const wrong = files
    .filter((file) => /\.(css|tsx?)$/.test(file) && !/\.test\.ts$|ui\/tokens\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(SOURCES, file), "utf8");
      const unknown = [...text.matchAll(/var\(--([a-z-]+)\)/g)].filter(
        ([, name]) => !(String(name) in TOKENS),
      );
      const values = [...text.matchAll(/["\s:(]#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/g)];
      return [...unknown, ...values].map(([found]) => `${file}: ${found}`);
    });
  assert.deepEqual(wrong, []);
});
