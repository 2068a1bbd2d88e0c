import {
  type AppRule,
  BRAND_RULES,
  type Brand,
  SYSTEM_WORDS,
  type SystemRule,
} from "@tidings/shared/devices/rules.ts";
import { listText } from "@tidings/shared/ground/locale.ts";
import { type Translate, useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Say = Translate<
  | "any_system"
  | "from_to"
  | "from"
  | "with_android"
  | "with_engine"
  | "app_min"
  | "app_above"
  | "app_on"
  | "coloured"
  | "plugin"
  | "both_switches"
>;

/** What a brand asks of its phones, as its table says it. */
export function BrandRulesList({ brand }: { brand: Brand }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { words: name, systems, apps, switches } = BRAND_RULES[brand];
  return (
    <section>
      <h3 className="part-title">{t("rules", { brand: t(name) })}</h3>
      <dl className="facts">
        <div>
          <dt>{t("rules_system")}</dt>
          <dd>
            {systems.length === 0
              ? t("any_system")
              : systems.map((rule) => (
                  <div key={systemText(rule, t, "en")}>{systemText(rule, t, locale)}</div>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t("rules_app")}</dt>
          <dd>
            <ol className="rule-list">
              {apps.map((rule) => (
                <li key={rule.rule} value={rule.rule}>
                  {appText(rule, t)}
                </li>
              ))}
            </ol>
            {switches && <div>{t("both_switches")}</div>}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function systemText(rule: SystemRule, t: Say, locale: "zh-CN" | "en"): string {
  const places = { system: SYSTEM_WORDS[rule.system], min: rule.min, max: rule.max_major };
  const more = [
    ...(rule.android ? [t("with_android", { versions: listText(rule.android, locale) })] : []),
    ...(rule.engine_above ? [t("with_engine", { engine: rule.engine_above })] : []),
  ];
  const base = rule.max_major === undefined ? t("from", places) : t("from_to", places);
  return [base, ...more].join(locale === "en" ? ", " : "，");
}

function appText(rule: AppRule, t: Say): string {
  const min = t(rule.strictly ? "app_above" : "app_min", { min: rule.min });
  const text = `${rule.of === "plugin" ? t("plugin") : ""}${min}${rule.coloured ? t("coloured") : ""}`;
  if (!rule.system) return text;
  const system = [SYSTEM_WORDS[rule.system], rule.major].filter((part) => part !== undefined).join(" ");
  return t("app_on", { system, rule: text });
}
