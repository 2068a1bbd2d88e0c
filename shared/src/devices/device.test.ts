import assert from "node:assert/strict";
import test from "node:test";
import { checkDevice, type DeviceQuery } from "./device.ts";
import { brandOf, findModels } from "./find.ts";
import { SERIES } from "./models.ts";
import { BRAND_RULES, BRANDS } from "./rules.ts";
import { compareVersions, parseVersion } from "./version.ts";

const answer = (query: DeviceQuery) => {
  const { renders, coloured, rule } = checkDevice(query);
  return [renders, coloured, rule];
};

test("the odd rules of Huawei and Honor render, the even ones also colour, each on its own system", () => {
  const cases = [
    ["huawei", "P40", "harmonyos", "2.0", "11.1.0.550", "11.1.0.551", "11.1.1.400", 1],
    ["huawei", "P40", "emui", "9.1", "9.1.7.389", "9.1.7.390", "9.1.7.420", 3],
    ["huawei", "P40", "emui", "10.0.1", "10.1.1.679", "10.1.1.680", "10.1.1.770", 5],
    ["huawei", "P40", "emui", "11.0", "11.0.1.429", "11.0.1.430", "11.0.1.631", 7],
    ["honor", "V30 PRO", "magic_ui", "2.1", "9.1.7.389", "9.1.7.390", "9.1.7.420", 9],
    ["honor", "V30 PRO", "magic_ui", "3.0", "10.1.1.679", "10.1.1.680", "10.1.1.770", 11],
    ["honor", "V30 PRO", "magic_ui", "4.0", "11.0.1.429", "11.0.1.430", "11.0.1.631", 13],
  ] as const;
  for (const [brand, model, system, system_version, below, renders, colours, rule] of cases) {
    const at = (app_version: string) => answer({ brand, model, system, system_version, app_version });
    assert.deepEqual(at(below), [false, false, `app:${rule}`]);
    assert.deepEqual(at(renders), [true, false, `app:${rule}`]);
    assert.deepEqual(at(colours), [true, true, `app:${rule + 1}`]);
  }
});

test("Honor on Magic OS is decided by the smart-SMS plug-in, rule 15, with colours", () => {
  const phone = {
    brand: "honor",
    model: "Magic 5",
    system: "magic_os",
    system_version: "6.1",
    app_version: "99",
  } as const;
  assert.deepEqual(answer(phone), [null, null, "unknown"]);
  assert.match(checkDevice(phone).words.zh, /智能短信插件/);
  assert.deepEqual(answer({ ...phone, plugin_version: "11.0.8.302" }), [false, false, "app:15"]);
  assert.deepEqual(answer({ ...phone, plugin_version: "11.0.8.303" }), [true, true, "app:15"]);
});

test("a system out of range, or of another brand, cannot", () => {
  const p40 = { brand: "huawei", model: "P40", app_version: "99.0" } as const;
  for (const [system, system_version] of [
    ["harmonyos", "1.9"],
    ["emui", "8.2"],
    ["emui", "12.0"],
    ["magic_ui", "3.0"],
    ["oneui", "5"],
  ] as const) {
    assert.deepEqual(
      answer({ ...p40, system, system_version }),
      [false, false, "system"],
      `${system} ${system_version}`,
    );
  }
});

test("Xiaomi has no system rule; on the other brands coloured buttons are not stated", () => {
  assert.deepEqual(answer({ brand: "xiaomi", model: "小米10", app_version: "12.3.2.7" }), [
    true,
    null,
    "app:1",
  ]);
  assert.deepEqual(answer({ brand: "xiaomi", model: "Redmi K40", app_version: "12.3.2.6" }), [
    false,
    false,
    "app:1",
  ]);
  const meizu = { brand: "meizu", model: "18s Pro", system: "flyme" } as const;
  assert.deepEqual(answer({ ...meizu, system_version: "9.0", app_version: "7.2.2" }), [true, null, "app:1"]);
  assert.deepEqual(answer({ ...meizu, system_version: "8.9", app_version: "7.2.2" }), [
    false,
    false,
    "system",
  ]);
});

test("OPPO needs ColorOS 11, or 7.0 with Android 10 or 11", () => {
  const reno = { brand: "oppo", model: "Reno 6 Pro", system: "coloros", app_version: "5.17" } as const;
  assert.deepEqual(answer({ ...reno, system_version: "11" }), [true, null, "app:1"]);
  assert.deepEqual(answer({ ...reno, system_version: "7.1" }), [null, null, "unknown"]);
  assert.deepEqual(answer({ ...reno, system_version: "7.1", android_version: "10" }), [true, null, "app:1"]);
  assert.deepEqual(answer({ ...reno, system_version: "7.1", android_version: "9" }), [
    false,
    false,
    "system",
  ]);
  assert.deepEqual(answer({ ...reno, system_version: "6.7", android_version: "10" }), [
    false,
    false,
    "system",
  ]);
});

test("vivo needs Android 7, its app and both switches", () => {
  const x60 = {
    brand: "vivo",
    model: "X60 Pro",
    system: "android",
    system_version: "11",
    app_version: "6.0.0",
  } as const;
  assert.deepEqual(answer(x60), [null, null, "unknown"]);
  assert.deepEqual(answer({ ...x60, switches: { smart_service: true, rich_media: true } }), [
    true,
    null,
    "app:1",
  ]);
  assert.deepEqual(answer({ ...x60, switches: { smart_service: true, rich_media: false } }), [
    false,
    false,
    "switches",
  ]);
  assert.deepEqual(answer({ ...x60, system_version: "6.0.1" }), [false, false, "system"]);
});

test("Samsung's app has to be strictly above 13.2.20.13", () => {
  const s22 = {
    brand: "samsung",
    model: "Galaxy S22 Ultra",
    system: "oneui",
    system_version: "4.1",
  } as const;
  assert.deepEqual(answer({ ...s22, app_version: "13.2.20.13" }), [false, false, "app:1"]);
  assert.deepEqual(answer({ ...s22, app_version: "13.2.20.14" }), [true, null, "app:1"]);
});

test("a model newer than the table is judged by its versions; without them it is not known", () => {
  const pura = { brand: "huawei", model: "Pura 70" } as const;
  const nothing = checkDevice(pura);
  assert.deepEqual([nothing.renders, nothing.listed, nothing.rule], [null, false, "unknown"]);
  assert.match(nothing.words.en, /isn't on the list.*Still needed: the operating system and version/);
  const versions = { system: "harmonyos", system_version: "4.2" } as const;
  assert.deepEqual(answer({ ...pura, ...versions, app_version: "14.0" }), [true, true, "app:2"]);
  assert.deepEqual(answer({ ...pura, ...versions, app_version: "11.0" }), [false, false, "app:1"]);
  assert.match(checkDevice({ ...pura, ...versions, app_version: "14.0" }).words.en, /Run a trial send first/);
  assert.deepEqual(answer({ brand: "xiaomi", model: "小米 14", app_version: "15.1.2" }), [
    true,
    null,
    "app:1",
  ]);
});

test("a model that the table has under another brand is not guessed about", () => {
  const found = checkDevice({ brand: "xiaomi", model: "P40", app_version: "99" });
  assert.deepEqual([found.renders, found.rule], [null, "brand"]);
  assert.match(found.words.en, /P40 is from Huawei, not Xiaomi/);
});

test("the brand is read off a name that the table lacks", () => {
  assert.deepEqual(
    ["Huawei Pura 70", "Redmi K80", "iQOO 13", "荣耀 Magic7", "Galaxy S25", "Pixel 9"].map(brandOf),
    ["huawei", "xiaomi", "vivo", "honor", "samsung", null],
  );
});

test("a model is found however it is written, with or without its brand", () => {
  const names = (text: string) => findModels(text).map((model) => `${model.brand} ${model.model}`);
  assert.deepEqual(names("HUAWEI Mate 40 Pro"), ["huawei Mate 40 PRO"]);
  assert.deepEqual(names("mate40pro"), ["huawei Mate 40 PRO"]);
  assert.deepEqual(names("华为 P40"), ["huawei P40"]);
  assert.deepEqual(names("荣耀 60"), ["honor 60"]);
  assert.deepEqual(names("16th Plus"), ["meizu 16th Plus"]);
  assert.deepEqual(
    findModels("小米 10", "xiaomi").map((model) => model.model),
    ["小米10"],
  );
  assert.deepEqual(names(""), []);
});

test("every brand has models and rules, every series names that are not empty", () => {
  for (const brand of BRANDS) {
    assert.ok(BRAND_RULES[brand].apps.length > 0);
    assert.ok(SERIES.some((series) => series.brand === brand));
  }
  for (const { models } of SERIES) for (const model of models) assert.match(model, /\S/);
  assert.equal(SERIES.length, 52);
});

test("versions are compared number by number, not as text", () => {
  const compare = (one: string, other: string) =>
    Math.sign(compareVersions(parseVersion(one) ?? [], parseVersion(other) ?? []));
  assert.equal(compare("11.1.0.551", "11.1.0.60"), 1);
  assert.equal(compare("2", "2.0.0"), 0);
  assert.equal(compare("9.1.7.390", "10"), -1);
  assert.deepEqual(parseVersion("V12.3.2.7 (stable)"), [12, 3, 2, 7]);
  assert.equal(parseVersion("HarmonyOS"), null);
});
