// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { buildCard } from "@tidings/shared/templates/card.ts";
import { parametersOf } from "@tidings/shared/templates/content.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE } from "@tidings/shared/templates/samples.ts";
import { Cards } from "./cards.ts";

const ORIGIN = "https://api.example.com";
const CONTENTS = [
  ["image_text", IMAGE_TEXT_SAMPLE],
  ["image_text", WELCOME_SAMPLE],
  ["notice", NOTICE_SAMPLE],
] as const;
const VALUES = [
  "张女士",
  '"</script>\\',
  " 左",
  "右 ",
  "",
  "a/b?c=d&e",
  "${name}",
  "\uE0000\uE001",
  "👩‍👧",
  "50\n元",
];

Deno.test("a filled card is, letter by letter, the card that is built, whatever the values", () => {
  const cards = new Cards();
  for (const [layout, content] of CONTENTS) {
    const shown = { layout, title: "t", version: 3, content };
    const names = parametersOf(content);
    for (let at = 0; at < VALUES.length; at += 1) {
      const params = Object.fromEntries(
        names.map((name, place) => [name, VALUES[(at + place) % VALUES.length] ?? ""]),
      );
      for (const vendor of ["huawei", "oppo"] as const) {
        const open = { verdict: "ok", shown, params, jump: null } as const;
        const wanted = JSON.stringify(
          buildCard({ layout, version: 3, content, params, vendor, origin: ORIGIN }),
        );
        assert.equal(cards.textOf(open, vendor, ORIGIN), wanted);
      }
    }
  }
});

Deno.test("a version that was read again is built again, and a value that is missing is nobody's placeholder", () => {
  const cards = new Cards();
  const [, [layout, content]] = CONTENTS;
  const open = (version: number) =>
    ({
      verdict: "ok",
      shown: { layout, title: "t", version, content },
      params: {},
      jump: null,
    }) as const;
  assert.match(cards.textOf(open(1), "huawei", ORIGIN), /"version":1,/);
  assert.match(cards.textOf(open(2), "huawei", ORIGIN), /"version":2,/);
  assert.doesNotMatch(cards.textOf(open(2), "huawei", ORIGIN), /\$\{|\uE000/);
});
