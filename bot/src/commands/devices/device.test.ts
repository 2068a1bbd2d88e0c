import assert from "node:assert/strict";
import { after, test } from "node:test";
import { UNTOLD_WORDS } from "@tidings/shared/devices/numbers.ts";
import { maskPhone } from "@tidings/shared/numbers/phone.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** DEV-1 in chat: can, cannot, or not known, and never "cannot" of a phone that is only newer than the table. */
const rest = await startRest({
  whoami: () => whoamiOf("a1", "Alice"),
  "check-device": ({ numbers }) => ({
    numbers: (numbers as string[]).map((number) => ({
      ...{ number: maskPhone(number), state: number.endsWith("1") ? "can" : "unknown", problem: null },
      ...(number.endsWith("1")
        ? { vendor: "vivo", asked_at: new Date(Date.now() - 3.5 * 86_400_000).toISOString() }
        : { vendor: null, asked_at: null }),
    })),
    asked: 1,
    untold: { code: "away", words: UNTOLD_WORDS.away, why: "no answer within 30 s" },
  }),
});
after(() => rest.close());
const asked = typist(rest, "UALICE");

async function verdict(raw: Record<string, unknown>) {
  const { title, text, fields } = await asked("device", raw);
  const value = (label: string) => fields?.find((field) => field.label === label)?.value;
  return { title, text, cards: value("Card display"), colours: value("Coloured buttons") };
}

test("a phone newer than the table is not known until its versions are given, and then the vendor's rule decides", async () => {
  const pura = await verdict({ model: "Huawei Pura 70" });
  assert.equal(pura.title, "Huawei Pura 70");
  assert.deepEqual([pura.cards, pura.colours], ["Unknown", "Unknown"]);
  const versions = { system: "harmonyos", system_version: "4.2", app_version: "14.0.1" };
  assert.equal((await verdict({ model: "Huawei Pura 70", ...versions })).cards, "Yes");
  assert.equal((await verdict({ model: "Huawei Pura 70", ...versions, app_version: "9" })).cards, "No");
});

test("a name that says no brand is asked for one, and nothing is claimed", async () => {
  assert.match((await verdict({ model: "Pixel 9" })).text ?? "", /specify --brand/);
  assert.equal((await verdict({ model: "Pixel 9", brand: "xiaomi", app_version: "13" })).cards, "Yes");
});

test("every brand is told where its phones show the version that decides", async () => {
  for (const model of ["P40", "Reno 6 Pro", "Galaxy S22 Ultra"])
    assert.match((await asked("device", { model })).note ?? "", /Settings >/);
});

test("numbers are asked about in the order in which they are typed, and what the carrier did not tell is not known", async () => {
  const { tone, text, table } = await asked("device-numbers", {
    numbers: "138 0013 8001, 13900139000 13800138001",
  });
  assert.equal(tone, "warn");
  assert.match(text ?? "", /Can show cards: 2\. Can't: 0\. Unknown: 1.*\n.*carrier isn't responding/s);
  assert.deepEqual(table?.rows, [
    ["+86138****8001", "Can show cards", "vivo", "3 d ago"],
    ["+86139****9000", "Unknown", "", ""],
    ["+86138****8001", "Can show cards", "vivo", "3 d ago"],
  ]);
  const { text: refused } = await asked("device-numbers", { numbers: "1,".repeat(501) });
  assert.match(refused ?? "", /At most 500/);
});
