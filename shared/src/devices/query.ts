import { z } from "zod";
import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { checkDevice, type DeviceAnswer } from "./device.ts";
import { brandOf, findModels } from "./find.ts";
import { BRANDS, type Brand, SYSTEMS } from "./rules.ts";

/** A question about a phone as people and programs ask it (DEV-1): the model, and what else is known. */

/** Up to five numbers with dots between, as the phone shows them. */
const version = z
  .string()
  .regex(/^[0-9]+(\.[0-9]+){0,4}$/)
  .optional();

/** The fields of a question. A brand is needed only where the model does not say it. */
export const DEVICE_FIELDS = {
  model: z
    .string()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}+$/u),
  brand: z.enum(BRANDS).optional(),
  system: z.enum(SYSTEMS).optional(),
  system_version: version,
  app_version: version,
  plugin_version: version,
  android_version: version,
  engine_version: z.number().int().nonnegative().optional(),
  smart_service: z.boolean().optional(),
  rich_media: z.boolean().optional(),
};
export const deviceQuestion = z.strictObject(DEVICE_FIELDS);
export type DeviceQuestion = z.infer<typeof deviceQuestion>;

/** The answer; or why there is none: nothing says the brand, or several brands have a model of this name. */
export type DeviceVerdict =
  | { readonly brand: Brand; readonly found: DeviceAnswer }
  | { readonly brands: readonly Brand[]; readonly found?: undefined };

/** Judges a phone by its model, or by the vendor's rules for its versions. `brands` is empty where nothing says the brand. */
export function judgeDevice(question: DeviceQuestion): DeviceVerdict {
  const { model, brand, smart_service, rich_media, ...versions } = question;
  const brands = [...new Set(findModels(model, brand).map((each) => each.brand))];
  const only = brands[0] ?? brand ?? brandOf(model);
  if (!only || brands.length > 1) return { brands };
  const switches =
    smart_service === undefined && rich_media === undefined
      ? undefined
      : { smart_service: smart_service ?? false, rich_media: rich_media ?? false };
  return { brand: only, found: checkDevice({ brand: only, model, switches, ...versions }) };
}

/** The steps of the check that can decide. */
const STEPS: Readonly<Record<string, Words>> = {
  system: w("操作系统要求", "Operating system"),
  app: w("信息 APP 版本要求", "Messaging app version"),
  switches: w("短信设置中的两个开关", "Switches in SMS settings"),
};

/** `app:5` as `Its message app, rule 5`; null while a fact is missing and no rule has decided. */
export function ruleWords(rule: string): Words | null {
  const [step = "", number] = rule.split(":");
  const words = STEPS[step];
  if (!words || number === undefined) return words ?? null;
  return {
    zh: fillPlaces("{step}，第 {number} 条", { step: words.zh, number }),
    en: fillPlaces("{step}, rule {number}", { step: words.en, number }),
  };
}
