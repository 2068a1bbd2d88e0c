import { CATEGORY_WORDS } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { Card, Radio } from "antd";
import type { ReactNode } from "react";
import { Field } from "../../contents/field.tsx";
import { NameField } from "../../contents/name-field.tsx";
import { OwnInputs } from "../../ui/own/own-inputs.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { SignaturesField } from "./signatures-field.tsx";
import type { EditorValue } from "./value.ts";
import { VendorsField } from "./vendors-field.tsx";

interface BasicsProps {
  readonly value: EditorValue;
  readonly set: (change: (value: EditorValue) => EditorValue) => void;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
  readonly tried: boolean;
  readonly definitions: readonly OwnField[];
  readonly action?: ReactNode;
}

/** The common fields of a template (table 7-3): name, usage, vendors. Signatures are asked for where vivo reviews it. */
export function Basics({ value, set, layout, findings, tried, definitions, action }: BasicsProps) {
  const t = useTranslations(words);
  return (
    <Card title={t("basics")} extra={action}>
      <p className="faint layout-line">
        {t(CATEGORY_WORDS[layout.category])} · {t(layout.words)}
      </p>
      <NameField
        name={value.name}
        set={(name) => set((before) => ({ ...before, name }))}
        hint={t("name_hint")}
        tried={tried}
      />
      <Field label={t("usage")} required hint={t("usage_hint")} findings={[]} path="usage">
        <Radio.Group
          value={value.usage}
          onChange={(event) => set((before) => ({ ...before, usage: event.target.value }))}
          options={(["commercial", "trial"] as const).map((usage) => ({
            value: usage,
            label: t(TEMPLATE_USAGE_WORDS[usage]),
          }))}
        />
      </Field>
      <VendorsField
        value={value}
        set={(vendors) => set((before) => ({ ...before, vendors }))}
        layout={layout}
        findings={findings.filter((finding) => finding.path === "vendors")}
      />
      {value.vendors.includes("vivo") && (
        <SignaturesField
          value={value.sms_signatures ?? []}
          set={(sms_signatures) => set((before) => ({ ...before, sms_signatures }))}
        />
      )}
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
