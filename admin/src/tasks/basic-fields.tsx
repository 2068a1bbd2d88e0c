import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { DOMAIN_NAMES, RESOLVE_TASK_KIND_WORDS } from "@tidings/shared/links/words.ts";
import { Flex, Input, InputNumber, Segmented, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { bare, TASK_LIMITS, type TaskForm } from "./form.ts";
import type { FieldsProps } from "./use-choices.ts";

/** The template, and the kind of link. */
export function TemplateFields({ form, change, choices, wrong }: FieldsProps) {
  const t = useTranslations(words);
  return (
    <>
      <FormField label={t("template")} htmlFor="task-template" required wrong={wrong("template_missing")}>
        {choices.source ? (
          <b>{choices.source.template_name}</b>
        ) : (
          <Select
            id="task-template"
            showSearch
            optionFilterProp="label"
            value={choices.template?.id}
            onChange={(template) => change({ template, params: {} })}
            options={choices.templates.map((one) => {
              const layout = layoutOf(one.layout ?? "");
              return { value: one.id, label: layout ? `${one.name} · ${t(layout.words)}` : one.name };
            })}
          />
        )}
      </FormField>
      <FormField label={t("identifier")}>{t("short_link")}</FormField>
      <FormField label={t("kind")} required hint={t(`kind_${form.kind}_hint`)}>
        <Segmented<TaskForm["kind"]>
          value={form.kind}
          onChange={(kind) => change({ kind, days: Math.min(form.days ?? 7, TASK_LIMITS.days[kind]) })}
          options={(["group", "personal"] as const).map((value) => ({
            value,
            label: t(RESOLVE_TASK_KIND_WORDS[value]),
          }))}
        />
      </FormField>
      <FormField label={t("name")} htmlFor="task-name" required wrong={wrong("name_missing")}>
        <Input
          id="task-name"
          maxLength={64}
          showCount
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </FormField>
      <DomainField form={form} change={change} choices={choices} wrong={wrong} />
    </>
  );
}

function DomainField({ change, choices }: FieldsProps) {
  const t = useTranslations(words);
  return (
    <FormField label={t("domain")} htmlFor="task-domain" required>
      <Select
        id="task-domain"
        value={choices.domain?.id}
        onChange={(domain) => change({ domain })}
        options={choices.domains.map((one) => ({
          value: one.id,
          label: one.host ?? t(DOMAIN_NAMES.default),
        }))}
      />
    </FormField>
  );
}

/** Signatures and the validity of the links. */
export function LifeFields({ form, change, choices, wrong }: FieldsProps) {
  const t = useTranslations(words);
  const week = form.days === 7;
  return (
    <>
      <FormField
        label={t("signatures")}
        htmlFor="task-signatures"
        required
        hint={t("signatures_hint")}
        wrong={wrong("signatures_missing") ?? wrong("signatures_wrong")}
      >
        <Select
          id="task-signatures"
          mode="tags"
          tokenSeparators={[",", "，", "、", ";", "；"]}
          value={[...form.signatures]}
          onChange={(names: string[]) =>
            change({ signatures: [...new Set(names.map(bare))].filter(Boolean) })
          }
          options={choices.signatures.map((name) => ({ value: name, label: name }))}
        />
      </FormField>
      <FormField label={t("validity")} htmlFor="task-days" required wrong={wrong("days_wrong")}>
        <Flex gap={12} align="center" wrap>
          <Segmented
            value={week}
            onChange={(chosen) => change({ days: chosen ? 7 : form.kind === "group" ? 30 : 3 })}
            options={[
              { value: true, label: t("seven_days") },
              { value: false, label: t("custom_days") },
            ]}
          />
          {!week && (
            <Flex gap={8} align="center">
              <InputNumber
                id="task-days"
                precision={0}
                value={form.days}
                onChange={(days) => change({ days })}
              />
              {t("days_unit")}
            </Flex>
          )}
        </Flex>
      </FormField>
    </>
  );
}
