import { SERIES } from "@tidings/shared/devices/models.ts";
import { BRAND_RULES, BRANDS, type Brand, SYSTEM_WORDS, type System } from "@tidings/shared/devices/rules.ts";
import { AutoComplete, Input, Radio, Select } from "antd";
import { useMemo } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { asksFor, NO_PHONE, type PhoneFacts, systemsOf } from "./phone.ts";
import { words } from "./words.ts";

interface PhoneFormProps {
  readonly facts: PhoneFacts;
  readonly set: (more: Partial<PhoneFacts>) => void;
}

/** What is known of a phone. Only what the rules of its brand need is asked for. */
export function PhoneForm({ facts, set }: PhoneFormProps) {
  const t = useTranslations(words);
  const asks = asksFor(facts);
  return (
    <>
      <div className="pair">
        <FormField label={t("brand")} htmlFor="device-brand" required>
          <Select<Brand>
            id="device-brand"
            value={facts.brand}
            onChange={(brand) => set({ ...NO_PHONE, brand, model: facts.model })}
            options={BRANDS.map((brand) => ({ value: brand, label: t(BRAND_RULES[brand].words) }))}
          />
        </FormField>
        <FormField label={t("model")} htmlFor="device-model" required hint={t("model_hint")}>
          <Model facts={facts} set={set} />
        </FormField>
      </div>
      {asks.system && (
        <div className="pair">
          <FormField label={t("system")} htmlFor="device-system">
            <SystemSelect facts={facts} set={set} />
          </FormField>
          <Version name="system_version" facts={facts} set={set} />
        </div>
      )}
      <div className="pair">
        {asks.plugin ? (
          <Version name="plugin_version" hint={t("plugin_hint")} facts={facts} set={set} />
        ) : (
          <Version name="app_version" facts={facts} set={set} />
        )}
        {asks.android && <Version name="android_version" hint={t("android_hint")} facts={facts} set={set} />}
        {asks.engine && <Version name="engine_version" facts={facts} set={set} />}
      </div>
      {asks.switches && (
        <div className="pair">
          <Switch name="smart_service" facts={facts} set={set} />
          <Switch name="rich_media" facts={facts} set={set} />
        </div>
      )}
    </>
  );
}

function Model({ facts, set }: PhoneFormProps) {
  const options = useMemo(
    () =>
      SERIES.filter(({ brand }) => brand === facts.brand).map(({ series, models }) => ({
        label: series,
        options: models.map((model) => ({ value: model })),
      })),
    [facts.brand],
  );
  return (
    <AutoComplete
      id="device-model"
      value={facts.model}
      onChange={(model: string) => set({ model })}
      options={options}
      filterOption={(typed, option) =>
        option !== undefined &&
        "value" in option &&
        String(option.value).toLowerCase().includes(typed.toLowerCase())
      }
      maxLength={60}
    />
  );
}

function SystemSelect({ facts, set }: PhoneFormProps) {
  const systems = facts.brand === null ? [] : systemsOf(facts.brand);
  return (
    <Select<System>
      id="device-system"
      value={facts.system ?? (systems.length === 1 ? systems[0] : null)}
      onChange={(system) => set({ system })}
      options={systems.map((system) => ({ value: system, label: SYSTEM_WORDS[system] }))}
    />
  );
}

type VersionName = "system_version" | "app_version" | "plugin_version" | "android_version" | "engine_version";

const EXAMPLES: Readonly<Record<VersionName, string>> = {
  system_version: "4.2",
  app_version: "11.1.1.400",
  plugin_version: "11.0.8.303",
  android_version: "14",
  engine_version: "10940901",
};

function Version({
  name,
  hint,
  facts,
  set,
}: PhoneFormProps & { readonly name: VersionName; readonly hint?: string }) {
  const t = useTranslations(words);
  return (
    <FormField label={t(name)} htmlFor={`device-${name}`} hint={hint}>
      <Input
        id={`device-${name}`}
        value={facts[name]}
        placeholder={EXAMPLES[name]}
        maxLength={40}
        inputMode="decimal"
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </FormField>
  );
}

function Switch({ name, facts, set }: PhoneFormProps & { readonly name: "smart_service" | "rich_media" }) {
  const t = useTranslations(words);
  return (
    <FormField label={t(name)}>
      <Radio.Group
        aria-label={t(name)}
        value={String(facts[name])}
        onChange={({ target }) => set({ [name]: target.value === "null" ? null : target.value === "true" })}
        options={[
          { value: "true", label: t("on") },
          { value: "false", label: t("off") },
          { value: "null", label: t("not_known") },
        ]}
      />
    </FormField>
  );
}
