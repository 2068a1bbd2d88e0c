// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { type Content, checkContent, parametersOf } from "./content.ts";
import type { Finding } from "./findings.ts";
import { WELCOME_SAMPLE } from "./samples.ts";

const clone = (content: Content): Content => JSON.parse(JSON.stringify(content));
const codes = (findings: Finding[]) => findings.map((entry) => `${entry.path} ${entry.code}`);
const errors = (findings: Finding[]) => codes(findings.filter((entry) => entry.level === "error"));

test("every parameter needs a good name and an example, and one that is not used is pointed out", () => {
  const found = checkContent("rich_text", ["huawei"], "commercial", {
    slots: {
      body: "${name} ${} ${1st} ${订单号} ${other} ${half",
      buttons: [{ text: "好", action: { type: "copy", target: "${code}" } }],
    },
    params: [
      { name: "name", example: " " },
      { name: "code", example: "A1" },
      { name: "code", example: "A2" },
      { name: "left", example: "x" },
    ],
  });
  assert.deepEqual(codes(found).sort(), [
    "params parameter_example",
    "params.0.example parameter_example",
    "params.2.name parameter_twice",
    "params.3 parameter_unused",
    "slots.body parameter_name",
    "slots.body parameter_name",
    "slots.body parameter_name",
    "slots.body parameter_open",
  ]);
});

test("twenty parameters are allowed, twenty-one are not; coupon_claim takes forty", () => {
  const body = (count: number) => Array.from({ length: count }, (_, index) => `\${p${index}}`).join("");
  const params = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `p${index}`, example: "1" }));
  const check = (layout: string, count: number) =>
    errors(
      checkContent(layout, ["huawei"], "trial", {
        slots: { body: body(count), subtitle: body(count) },
        params: params(count),
      }),
    ).filter((code) => code.startsWith("params"));
  assert.deepEqual(check("rich_text", 20), []);
  assert.deepEqual(check("rich_text", 21), ["params too_many_parameters"]);
  assert.deepEqual(check("coupon_claim", 40), []);
  assert.deepEqual(check("coupon_claim", 41), ["params too_many_parameters"]);
  assert.deepEqual(check("coupon_claim_horizontal", 21), ["params too_many_parameters"]);
});

test("the parameters are those written in the slots, each once, the declared ones first", () => {
  const content: Content = {
    slots: { title: "${b} ${a}", buttons: [{ text: "${a}", action: { type: "copy", target: "${c}" } }] },
    params: [
      { name: "a", example: "1" },
      { name: "unused", example: "2" },
    ],
  };
  assert.deepEqual(parametersOf(content), ["a", "b", "c"]);
  assert.deepEqual(parametersOf(WELCOME_SAMPLE), []);
});

test("a text is as long as a person counts it, with its parameters as long as their examples", () => {
  const title = (text: string, example = "") =>
    errors(
      checkContent("image_text", ["huawei"], "trial", {
        ...clone(WELCOME_SAMPLE),
        slots: { ...clone(WELCOME_SAMPLE).slots, title: text },
        params: example ? [{ name: "name", example }] : [],
      }),
    );
  assert.deepEqual(title("云".repeat(30)), []);
  assert.deepEqual(title("🌲".repeat(30)), []);
  assert.deepEqual(title("云".repeat(31)), ["slots.title too_long"]);
  assert.deepEqual(title(`\${name}${"云".repeat(25)}`, "12345"), []);
  assert.deepEqual(title(`\${name}${"云".repeat(25)}`, "123456"), ["slots.title too_long"]);
});
