import { SERIES } from "./models.ts";
import type { Brand } from "./rules.ts";

/** A phone of the table. */
export interface Model {
  readonly brand: Brand;
  readonly series: string;
  readonly model: string;
}

const BRAND_NAMES: Readonly<Record<Brand, readonly string[]>> = {
  huawei: ["huawei", "华为"],
  honor: ["honor", "荣耀"],
  xiaomi: ["xiaomi", "小米"],
  oppo: ["oppo"],
  meizu: ["meizu", "魅族"],
  vivo: ["vivo"],
  samsung: ["samsung galaxy", "samsung", "三星", "galaxy"],
};

const fold = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()_-]/g, "");

/** Series that stand for their brand in a name without it. */
const SERIES_NAMES: Readonly<Record<Brand, readonly string[]>> = {
  huawei: ["mate", "pura", "nova", "麦芒", "畅享"],
  honor: ["magic", "畅玩"],
  xiaomi: ["redmi", "红米", "civi", "poco"],
  oppo: ["reno", "find", "oneplus", "一加"],
  meizu: ["魅蓝"],
  vivo: ["iqoo"],
  samsung: ["z fold", "z flip"],
};

/** Index from every normalised name to its models. */
const byName = new Map<string, Model[]>();
for (const { brand, series: name, models } of SERIES) {
  for (const model of models) {
    const plain = fold(model);
    for (const known of new Set([plain, ...BRAND_NAMES[brand].map((one) => fold(one) + plain)])) {
      byName.set(known, [...(byName.get(known) ?? []), { brand, series: name, model }]);
    }
  }
}

/** The brand that a name says, for a model that the table lacks; null when it says none. */
export function brandOf(name: string): Brand | null {
  const plain = fold(name);
  const starts = (names: Readonly<Record<Brand, readonly string[]>>) =>
    (Object.keys(names) as Brand[]).find((brand) => names[brand].some((one) => plain.startsWith(fold(one))));
  return starts(BRAND_NAMES) ?? starts(SERIES_NAMES) ?? null;
}

/**
 * The models with that name, of one brand or of any. Case, spaces and a leading brand name do not matter
 * (`HUAWEI Mate 40 Pro`, `mate40pro`). Several brands may share a name; an empty result: the model is not listed.
 */
export function findModels(name: string, brand?: Brand): Model[] {
  const plain = fold(name);
  const shorter = brand ? BRAND_NAMES[brand].map(fold).find((one) => plain.startsWith(one)) : undefined;
  const found = byName.get(plain) ?? byName.get(plain.slice(shorter?.length ?? 0)) ?? [];
  return brand ? found.filter((model) => model.brand === brand) : found;
}
