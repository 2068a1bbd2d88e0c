import assert from "node:assert/strict";
import { after, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** DEV-1 in chat: can, cannot, or not known, and never "cannot" of a phone that is only newer than the table. */
const rest = await startRest({ whoami: () => whoamiOf("a1", "Alice") });
after(() => rest.close());
const asked = typist(rest, "UALICE");

async function verdict(raw: Record<string, unknown>) {
  const { title, text, fields } = await asked("device", raw);
  const value = (label: string) => fields?.find((field) => field.label === label)?.value;
  return { title, text, cards: value("Shows cards"), colours: value("Coloured buttons") };
}

test("a phone newer than the table is not known until its versions are given, and then the vendor's rule decides", async () => {
  const pura = await verdict({ model: "Huawei Pura 70" });
  assert.equal(pura.title, "Huawei Pura 70");
  assert.deepEqual([pura.cards, pura.colours], ["Not known", "Not known"]);
  const versions = { system: "harmonyos", system_version: "4.2", app_version: "14.0.1" };
  assert.equal((await verdict({ model: "Huawei Pura 70", ...versions })).cards, "Yes");
  assert.equal((await verdict({ model: "Huawei Pura 70", ...versions, app_version: "9" })).cards, "No");
});

test("a name that says no brand is asked for one, and nothing is claimed", async () => {
  assert.match((await verdict({ model: "Pixel 9" })).text ?? "", /name the brand/);
  assert.equal((await verdict({ model: "Pixel 9", brand: "xiaomi", app_version: "13" })).cards, "Yes");
});

test("every brand is told where its phones show the version that decides", async () => {
  for (const model of ["P40", "Reno 6 Pro", "Galaxy S22 Ultra"])
    assert.match((await asked("device", { model })).note ?? "", /Settings >/);
});
