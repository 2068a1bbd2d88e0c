import { w } from "@tidings/shared/ground/locale.ts";
import { isCleanName, UNSEEN_WORDS } from "@tidings/shared/ground/names.ts";
import { CATEGORY_WORDS } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { type Finding, finding } from "@tidings/shared/templates/findings.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { Card, Checkbox, Flex, Input, Radio } from "antd";
import type { ReactNode } from "react";
import { OwnInputs } from "../../ui/own/own-inputs.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { Field } from "./field.tsx";
import type { EditorValue } from "./value.ts";

interface BasicsProps {
  readonly value: EditorValue;
  readonly set: (change: (value: EditorValue) => EditorValue) => void;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
  readonly tried: boolean;
  readonly definitions: readonly OwnField[];
  readonly action?: ReactNode;
}

/** The common fields of a template (table 7-3): name, usage, vendors. The usage is fixed after creation. */
export function Basics({ value, set, layout, findings, tried, definitions, action }: BasicsProps) {
  const t = useTranslations(words);
  const nameProblem = nameFinding(value.name);
  return (
    <Card
      title={t("basics")}
      extra={
        <Flex gap={8} align="center">
          <span className="faint">
            {t(CATEGORY_WORDS[layout.category])} · {t(layout.words)}
          </span>
          {action}
        </Flex>
      }
    >
      <Field
        label={t("name")}
        required
        hint={t("name_hint")}
        htmlFor="template-name"
        findings={nameProblem && (tried || nameProblem !== NAME_MISSING) ? [nameProblem] : []}
      >
        <Input
          id="template-name"
          maxLength={64}
          showCount
          value={value.name}
          onChange={(event) => set((before) => ({ ...before, name: event.target.value }))}
        />
      </Field>
      <Field label={t("usage")} required hint={t("usage_hint")} findings={[]}>
        <Radio.Group
          value={value.usage}
          disabled={action === undefined}
          onChange={(event) => set((before) => ({ ...before, usage: event.target.value }))}
          options={(["commercial", "trial"] as const).map((usage) => ({
            value: usage,
            label: t(TEMPLATE_USAGE_WORDS[usage]),
          }))}
        />
      </Field>
      <Field
        label={t("vendor")}
        required
        hint={t("vendor_hint")}
        findings={findings.filter((finding) => finding.path === "vendors")}
      >
        <Checkbox.Group
          value={[...value.vendors]}
          onChange={(chosen) =>
            set((before) => ({ ...before, vendors: layout.vendors.filter((one) => chosen.includes(one)) }))
          }
          options={layout.vendors.map((vendor: Vendor) => ({
            value: vendor,
            label: t(VENDOR_WORDS[vendor]),
          }))}
        />
      </Field>
      <OwnInputs
        definitions={definitions}
        values={value.own ?? {}}
        stored={value.own}
        change={(own) => set((before) => ({ ...before, own }))}
        tried={tried}
      />
    </Card>
  );
}

const NAME_MISSING: Finding = {
  path: "name",
  code: "required",
  level: "error",
  words: w("请填写模板名称。", "The template needs a name."),
};

const NAME_UNCLEAN = finding("name", "character", {
  slot: w("模板名称", "Template name"),
  character: UNSEEN_WORDS,
});

/** What is wrong with the name; null for nothing. The law says the same when it is saved. */
export function nameFinding(name: string): Finding | null {
  if (name.trim() === "") return NAME_MISSING;
  return isCleanName(name.trim()) ? null : NAME_UNCLEAN;
}
