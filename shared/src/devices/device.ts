import { type Words, w } from "../ground/locale.ts";
import { findModels, type Model } from "./find.ts";
import {
  type AppRule,
  BRAND_RULES,
  type Brand,
  type BrandRules,
  SYSTEM_WORDS,
  type System,
  type SystemRule,
} from "./rules.ts";
import { atLeast, compareVersions, parseVersion } from "./version.ts";

/** The known facts about a phone. Versions are written as the phone shows them (`11.1.0.551`). */
export interface DeviceQuery {
  readonly brand: Brand;
  readonly model: string;
  readonly system?: System;
  readonly system_version?: string;
  /** Version of the message app. */
  readonly app_version?: string;
  /** Honor on Magic OS: version of the smart-SMS plug-in. */
  readonly plugin_version?: string;
  /** OPPO: Android's own version. */
  readonly android_version?: string;
  /** vivo: version of the quick-app engine. */
  readonly engine_version?: number;
  /** vivo: 智慧信息服务 and 富媒体化展示内容. */
  readonly switches?: { readonly smart_service: boolean; readonly rich_media: boolean };
}

/** Which step decided: `app:5` is rule 5 of the table's last column, `system:2` the second system rule. */
export interface DeviceAnswer {
  readonly model: Model | null;
  /** The table has this model. One that it lacks, as it is newer, is judged by its versions alone. */
  readonly listed: boolean;
  /** Can it show cards? null: not known. */
  readonly renders: boolean | null;
  /** Can it show coloured buttons? null: not known, or the table does not state it for this brand. */
  readonly coloured: boolean | null;
  readonly rule: string;
  readonly words: Words;
}

/**
 * Can this phone show cards, and coloured buttons, and which rule says so (spec DEV-1)? Can, cannot, or not known: the table of
 * models ends in 2023, so a model that it lacks is judged by the vendor's rules for its versions, and without them nothing is
 * said of it.
 */
export function checkDevice(query: DeviceQuery): DeviceAnswer {
  const [model] = findModels(query.model, query.brand);
  if (model) return { ...byVersions(query, model.model), model, listed: true };
  const others = [...new Set(findModels(query.model).map(({ brand }) => brand))];
  if (others.length > 0) return otherBrand(query, others);
  const found = byVersions(query, query.model);
  return { ...found, words: unlisted(found), model: null, listed: false };
}

type Found = Omit<DeviceAnswer, "model" | "listed">;

/** The same answer, with what it is worth for a model that is in no table. */
function unlisted({ renders, words }: Found): Words {
  if (renders === null)
    return {
      zh: `该机型不在支持列表中（可能是较新的机型），暂时无法判断。${words.zh}`,
      en: `This model isn't on the list (it may be newer), so we can't assess it yet. ${words.en}`,
    };
  if (!renders) return words;
  return {
    zh: `${words.zh}该机型不在支持列表中（可能是较新的机型），以上结果按厂商的版本规则得出，建议先试发。`,
    en: `${words.en} The model isn't on the list (it may be newer), so this is based on the vendor's version rules. Run a trial send first.`,
  };
}

function otherBrand(query: DeviceQuery, brands: readonly Brand[]): DeviceAnswer {
  const names = (locale: "zh" | "en") => brands.map((brand) => BRAND_RULES[brand].words[locale]);
  const own = BRAND_RULES[query.brand].words;
  const words = {
    zh: `列表中的 ${query.model} 属于${names("zh").join("、")}，不属于${own.zh}，请核对品牌。`,
    en: `In the list, ${query.model} is from ${names("en").join(" or ")}, not ${own.en}. Check the brand.`,
  };
  return { model: null, listed: false, renders: null, coloured: null, rule: "brand", words };
}

/** What the vendor's rules say of the versions. */
function byVersions(query: DeviceQuery, name: string): Found {
  const rules = BRAND_RULES[query.brand];
  const system = systemStep(rules, query);
  if ("needs" in system) return unknown(system.needs);
  if (!system.rule) {
    const shown = `${query.system ? SYSTEM_WORDS[query.system] : ""} ${query.system_version ?? ""}`.trim();
    return no("system", {
      zh: `操作系统 ${shown} 不满足要求。`,
      en: `Operating system ${shown} doesn't meet the requirements.`,
    });
  }
  const app = appStep(rules, query);
  if ("needs" in app) return unknown(app.needs);
  if (!app.rule) {
    return no(app.tried ? `app:${app.tried.rule}` : "app", {
      zh: app.tried
        ? `信息APP版本需为 ${app.tried.min} ${app.tried.strictly ? "以上（不含）" : "及以上"}。`
        : "没有适用的信息APP版本规则。",
      en: app.tried
        ? `Its messaging app must be ${app.tried.strictly ? "above " : ""}${app.tried.min}${app.tried.strictly ? "" : " or newer"}.`
        : "No rule covers its messaging app.",
    });
  }
  const off = switchesStep(rules, query);
  if (off === null) return unknown(w("两个开关的状态", "whether both switches are on"));
  if (off) {
    return no(
      "switches",
      w(
        "请打开短信设置中的「智慧信息服务」和「富媒体化展示内容」。",
        "Turn on “Smart service” and “Rich media display” in the SMS settings.",
      ),
    );
  }
  return {
    renders: true,
    coloured: rules.states_colours ? app.coloured !== undefined : null,
    rule: `app:${(app.coloured ?? app.rule).rule}`,
    words: { zh: `${name} 可以展示卡片。`, en: `${name} can show cards.` },
  };
}

function no(rule: string, words: Words): Found {
  return { renders: false, coloured: false, rule, words };
}

function unknown(needs: Words): Found {
  const words = { zh: `还需要提供：${needs.zh}。`, en: `Still needed: ${needs.en}.` };
  return { renders: null, coloured: null, rule: "unknown", words };
}

type Step<T> = { readonly needs: Words } | T;

function systemStep(rules: BrandRules, query: DeviceQuery): Step<{ rule: number }> {
  if (rules.systems.length === 0) return { rule: 1 };
  const version = parseVersion(query.system_version ?? "");
  if (!query.system || !version) return { needs: w("操作系统及版本", "the operating system and version") };
  let needs: Words | null = null;
  for (const [index, rule] of rules.systems.entries()) {
    if (rule.system !== query.system || !isBetween(version, rule)) continue;
    const more = moreNeeded(rule, query);
    if (more === true) return { rule: index + 1 };
    if (more) needs = more;
  }
  return needs ? { needs } : { rule: 0 };
}

function isBetween(version: readonly number[], rule: SystemRule): boolean {
  return atLeast(version, rule.min) && (rule.max_major === undefined || (version[0] ?? 0) <= rule.max_major);
}

/** Does the rule hold? Words: the fact that has to be known first. */
function moreNeeded(rule: SystemRule, query: DeviceQuery): true | false | Words {
  if (rule.android) {
    const android = parseVersion(query.android_version ?? "");
    if (!android) return w("安卓版本", "the Android version");
    if (!rule.android.includes(android[0] ?? 0)) return false;
  }
  if (rule.engine_above !== undefined) {
    if (query.engine_version === undefined) return w("快应用引擎版本", "the quick-app engine version");
    if (query.engine_version <= rule.engine_above) return false;
  }
  return true;
}

function appStep(
  rules: BrandRules,
  query: DeviceQuery,
): Step<{ rule?: AppRule; coloured?: AppRule; tried?: AppRule }> {
  const major = parseVersion(query.system_version ?? "")?.[0];
  const here = rules.apps.filter(
    (rule) =>
      (!rule.system || rule.system === query.system) && (rule.major === undefined || rule.major === major),
  );
  const [tried] = here;
  if (!tried) return {};
  const version = parseVersion((tried.of === "plugin" ? query.plugin_version : query.app_version) ?? "");
  if (!version) {
    return {
      needs:
        tried.of === "plugin"
          ? w("智能短信插件版本", "the smart SMS plug-in version")
          : w("信息 APP 版本", "the messaging app version"),
    };
  }
  const passed = here.filter((rule) => {
    const difference = compareVersions(version, parseVersion(rule.min) ?? []);
    return rule.strictly ? difference > 0 : difference >= 0;
  });
  return { rule: passed[0], coloured: passed.find((rule) => rule.coloured), tried };
}

/** Is a required switch off? null: not known. */
function switchesStep(rules: BrandRules, query: DeviceQuery): boolean | null {
  if (!rules.switches) return false;
  if (!query.switches) return null;
  return !(query.switches.smart_service && query.switches.rich_media);
}
