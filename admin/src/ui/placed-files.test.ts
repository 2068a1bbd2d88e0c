import assert from "node:assert/strict";
import { test } from "node:test";
import { filing } from "@tidings/shared/filings/filing.ts";
import { drawable } from "@tidings/shared/resource/define.ts";
import { filesOf } from "@tidings/shared/resource/form_values.ts";
import { calledIn, type FilePlace, placeFiles } from "./placed-files.ts";

const form = drawable(filing.forms.update);
assert.ok(form);
const places: readonly FilePlace[] = filesOf(form).map(([name, { label, letter }]) => ({
  name,
  called: calledIn(name, label, letter?.name),
  taken: false,
}));
const placedOf = (names: readonly string[], among = places) => {
  const { placed, left } = placeFiles(
    names.map((name) => ({ name })),
    among,
  );
  return {
    placed: Object.fromEntries([...placed].map(([place, { name }]) => [place, name])),
    left: left.map(({ name }) => name),
  };
};

test("files go where their names say, in English and in Chinese, and as the letters are called that were downloaded", () => {
  assert.deepEqual(placedOf(["relation.pdf", "Licence 2026.PDF", "signed-commitment.pdf", "signature.pdf"]), {
    placed: {
      company_relation: "relation.pdf",
      licence: "Licence 2026.PDF",
      commitment: "signed-commitment.pdf",
      signature_authorisation: "signature.pdf",
    },
    left: [],
  });
  assert.deepEqual(placedOf(["签名授权函.pdf", "营业执照.jpg", "公司关系授权函.pdf", "承诺函（盖章）.pdf"]), {
    placed: {
      signature_authorisation: "签名授权函.pdf",
      licence: "营业执照.jpg",
      company_relation: "公司关系授权函.pdf",
      commitment: "承诺函（盖章）.pdf",
    },
    left: [],
  });
  for (const [name, { letter }] of filesOf(form))
    if (letter) assert.deepEqual(placedOf([`${letter.name}.pdf`]).placed, { [name]: `${letter.name}.pdf` });
});

test("a file whose name says nothing is left to a person, unless there is but one place for it", () => {
  assert.deepEqual(placedOf(["scan0001.pdf", "licence.pdf"]), {
    placed: { licence: "licence.pdf" },
    left: ["scan0001.pdf"],
  });
  const two = places.filter(({ name }) => name === "licence" || name === "special");
  assert.deepEqual(placedOf(["scan0001.pdf", "licence.pdf"], two), {
    placed: { licence: "licence.pdf", special: "scan0001.pdf" },
    left: [],
  });
  assert.deepEqual(placedOf(["licence 1.pdf", "licence 2.pdf"]).left, ["licence 2.pdf"]);
});

test("授权书 is an authorisation letter as 授权函 is, where one is asked for; where two are, it says of neither", () => {
  const one = places.filter(({ name }) => !["company_relation", "huawei_authorisation"].includes(name));
  assert.equal(placedOf(["授权书.pdf", "承诺书.pdf"], one).placed.signature_authorisation, "授权书.pdf");
  const two = places.filter(({ name }) => name !== "huawei_authorisation");
  assert.deepEqual(placedOf(["授权书.pdf", "承诺书.pdf"], two), {
    placed: { commitment: "承诺书.pdf" },
    left: ["授权书.pdf"],
  });
  assert.equal(placedOf(["授权书.pdf"]).placed.huawei_authorisation, "授权书.pdf");
});
