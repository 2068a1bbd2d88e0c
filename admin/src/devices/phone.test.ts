import assert from "node:assert/strict";
import test from "node:test";
import { answerFor, asksFor, NO_PHONE, systemsOf } from "./phone.ts";

test("nothing is said before there is a brand and a model, and then three answers: can, cannot, not known", () => {
  assert.equal(answerFor({ ...NO_PHONE, model: "P40" }), null);
  const p40 = { ...NO_PHONE, brand: "huawei", model: " P40 " } as const;
  assert.equal(answerFor(p40)?.renders, null);
  const known = { ...p40, system: "harmonyos", system_version: "2.0" } as const;
  assert.equal(answerFor({ ...known, app_version: "11.1.1.400" })?.renders, true);
  assert.equal(answerFor({ ...known, app_version: "11.0" })?.renders, false);
  assert.equal(answerFor({ ...known, app_version: "what?" })?.renders, null, "no version is not known");
});

test("a brand is asked for what its rules need and for nothing else", () => {
  assert.deepEqual(systemsOf("oppo"), ["coloros"]);
  assert.equal(asksFor({ brand: "oppo", system: null }).android, true);
  assert.equal(asksFor({ brand: "xiaomi", system: null }).system, false);
  assert.equal(asksFor({ brand: "honor", system: "magic_os" }).plugin, true);
  assert.equal(asksFor({ brand: "honor", system: "emui" }).plugin, false);
  assert.equal(asksFor({ brand: "vivo", system: null }).switches, true);
});

test("a switch that is off decides, were the other not known", () => {
  const vivo = {
    ...NO_PHONE,
    brand: "vivo",
    model: "X60 Pro",
    system: "android",
    system_version: "11",
    app_version: "6.0.0",
  } as const;
  assert.equal(answerFor(vivo)?.renders, null);
  assert.equal(answerFor({ ...vivo, rich_media: false })?.rule, "switches");
  assert.equal(answerFor({ ...vivo, rich_media: true, smart_service: true })?.renders, true);
});
