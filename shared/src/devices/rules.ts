import type { Words } from "../ground/locale.ts";

/** What a brand's phones need to show cards (spec DEV-1, §5 table 5-1), as data. */

export const BRANDS = ["huawei", "honor", "xiaomi", "oppo", "meizu", "vivo", "samsung"] as const;
export type Brand = (typeof BRANDS)[number];

export const SYSTEMS = [
  "harmonyos",
  "emui",
  "magic_os",
  "magic_ui",
  "coloros",
  "flyme",
  "android",
  "oneui",
  "other",
] as const;
export type System = (typeof SYSTEMS)[number];

export const SYSTEM_WORDS: Readonly<Record<System, string>> = {
  harmonyos: "HarmonyOS",
  emui: "EMUI",
  magic_os: "Magic OS",
  magic_ui: "Magic UI",
  coloros: "ColorOS",
  flyme: "Flyme",
  android: "Android (Funtouch OS, OriginOS)",
  oneui: "One UI",
  other: "—",
};

/** A supported system: from `min` up to major version `max_major`, including all its minor versions. */
export interface SystemRule {
  readonly system: System;
  readonly min: string;
  readonly max_major?: number;
  /** Android's own major version has to be one of these. */
  readonly android?: readonly number[];
  /** The quick-app engine has to be above this. */
  readonly engine_above?: number;
}

/** A supported version of the message app (or of the smart-SMS plug-in), numbered as in the table. */
export interface AppRule {
  readonly rule: number;
  readonly of: "app" | "plugin";
  readonly min: string;
  /** The version must be greater than `min`, not equal. */
  readonly strictly?: boolean;
  /** Only on this system, of this major version. */
  readonly system?: System;
  readonly major?: number;
  /** A phone that passes also shows coloured buttons. */
  readonly coloured?: boolean;
}

export interface BrandRules {
  readonly words: Words;
  /** Any of these; empty: every system. */
  readonly systems: readonly SystemRule[];
  readonly apps: readonly AppRule[];
  /** Does the table state anything about coloured buttons? */
  readonly states_colours: boolean;
  /** vivo: 智慧信息服务 and 富媒体化展示内容 have to be switched on. */
  readonly switches: boolean;
}

/** Rules 1 to 8: odd ones show cards, even ones also coloured buttons. Rules without a prefix are for HarmonyOS. */
const HUAWEI_APPS: readonly AppRule[] = [
  { rule: 1, of: "app", system: "harmonyos", min: "11.1.0.551" },
  { rule: 2, of: "app", system: "harmonyos", min: "11.1.1.400", coloured: true },
  { rule: 3, of: "app", system: "emui", major: 9, min: "9.1.7.390" },
  { rule: 4, of: "app", system: "emui", major: 9, min: "9.1.7.420", coloured: true },
  { rule: 5, of: "app", system: "emui", major: 10, min: "10.1.1.680" },
  { rule: 6, of: "app", system: "emui", major: 10, min: "10.1.1.770", coloured: true },
  { rule: 7, of: "app", system: "emui", major: 11, min: "11.0.1.430" },
  { rule: 8, of: "app", system: "emui", major: 11, min: "11.0.1.631", coloured: true },
];

const HONOR_APPS: readonly AppRule[] = [
  ...HUAWEI_APPS,
  { rule: 9, of: "app", system: "magic_ui", major: 2, min: "9.1.7.390" },
  { rule: 10, of: "app", system: "magic_ui", major: 2, min: "9.1.7.420", coloured: true },
  { rule: 11, of: "app", system: "magic_ui", major: 3, min: "10.1.1.680" },
  { rule: 12, of: "app", system: "magic_ui", major: 3, min: "10.1.1.770", coloured: true },
  { rule: 13, of: "app", system: "magic_ui", major: 4, min: "11.0.1.430" },
  { rule: 14, of: "app", system: "magic_ui", major: 4, min: "11.0.1.631", coloured: true },
  { rule: 15, of: "plugin", system: "magic_os", min: "11.0.8.303", coloured: true },
];

const rules = (
  zh: string,
  en: string,
  systems: readonly SystemRule[],
  apps: readonly AppRule[],
  more: Partial<BrandRules> = {},
): BrandRules => ({ words: { zh, en }, systems, apps, states_colours: false, switches: false, ...more });

export const BRAND_RULES: Readonly<Record<Brand, BrandRules>> = {
  huawei: rules(
    "华为",
    "Huawei",
    [
      { system: "harmonyos", min: "2.0" },
      { system: "emui", min: "9.0", max_major: 11 },
    ],
    HUAWEI_APPS,
    { states_colours: true },
  ),
  honor: rules(
    "荣耀",
    "Honor",
    [
      { system: "harmonyos", min: "2.0" },
      { system: "magic_os", min: "6.1" },
      { system: "emui", min: "9.0", max_major: 11 },
      { system: "magic_ui", min: "2.0", max_major: 4 },
    ],
    HONOR_APPS,
    { states_colours: true },
  ),
  xiaomi: rules("小米", "Xiaomi", [], [{ rule: 1, of: "app", min: "12.3.2.7" }]),
  oppo: rules(
    "OPPO",
    "OPPO",
    [
      { system: "coloros", min: "11" },
      { system: "coloros", min: "7.0", android: [10, 11] },
    ],
    [{ rule: 1, of: "app", min: "5.17" }],
  ),
  meizu: rules("魅族", "Meizu", [{ system: "flyme", min: "9.0" }], [{ rule: 1, of: "app", min: "7.2.2" }]),
  vivo: rules(
    "vivo",
    "vivo",
    [
      { system: "android", min: "7" },
      { system: "android", min: "7.0", max_major: 9, engine_above: 10940900 },
    ],
    [{ rule: 1, of: "app", min: "6.0.0" }],
    { switches: true },
  ),
  samsung: rules(
    "三星",
    "Samsung",
    [{ system: "oneui", min: "4.1" }],
    [{ rule: 1, of: "app", min: "13.2.20.13", strictly: true }],
  ),
};
