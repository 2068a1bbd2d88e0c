import { checkDevice, type DeviceAnswer } from "@tidings/shared/devices/device.ts";
import { BRAND_RULES, type Brand, type System } from "@tidings/shared/devices/rules.ts";
import { parseVersion } from "@tidings/shared/devices/version.ts";

/** What is typed about a phone; what is not known is empty. */
export interface PhoneFacts {
  readonly brand: Brand | null;
  readonly model: string;
  readonly system: System | null;
  readonly system_version: string;
  readonly app_version: string;
  readonly plugin_version: string;
  readonly android_version: string;
  readonly engine_version: string;
  readonly smart_service: boolean | null;
  readonly rich_media: boolean | null;
}

export const NO_PHONE: PhoneFacts = {
  brand: null,
  model: "",
  system: null,
  system_version: "",
  app_version: "",
  plugin_version: "",
  android_version: "",
  engine_version: "",
  smart_service: null,
  rich_media: null,
};

/** The systems that a brand's rules know, in their order. */
export function systemsOf(brand: Brand): System[] {
  return [...new Set(BRAND_RULES[brand].systems.map(({ system }) => system))];
}

/** Which further facts the rules of this phone can ask for. */
export function asksFor({ brand, system }: Pick<PhoneFacts, "brand" | "system">) {
  const rules = brand === null ? null : BRAND_RULES[brand];
  return {
    system: (rules?.systems.length ?? 0) > 0,
    android: rules?.systems.some(({ android }) => android !== undefined) ?? false,
    engine: rules?.systems.some(({ engine_above }) => engine_above !== undefined) ?? false,
    plugin: system === "magic_os" && (rules?.apps.some(({ of }) => of === "plugin") ?? false),
    switches: rules?.switches ?? false,
  };
}

/** The answer for what is typed; null before there is a brand and a model. What is no version counts as not known. */
export function answerFor(facts: PhoneFacts): DeviceAnswer | null {
  const { brand, model, smart_service, rich_media } = facts;
  if (brand === null || model.trim() === "") return null;
  const version = (text: string) => (parseVersion(text) === null ? undefined : text);
  const engine = Number(facts.engine_version);
  const systems = systemsOf(brand);
  const off = smart_service === false || rich_media === false;
  const switches =
    off || (smart_service !== null && rich_media !== null)
      ? { smart_service: smart_service ?? false, rich_media: rich_media ?? false }
      : undefined;
  return checkDevice({
    brand,
    model: model.trim(),
    // A brand with one system leaves no choice.
    system: facts.system ?? (systems.length === 1 ? systems[0] : undefined),
    system_version: version(facts.system_version),
    app_version: version(facts.app_version),
    plugin_version: version(facts.plugin_version),
    android_version: version(facts.android_version),
    engine_version: facts.engine_version.trim() !== "" && Number.isFinite(engine) ? engine : undefined,
    switches,
  });
}
