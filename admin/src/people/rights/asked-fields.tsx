import {
  actionOf,
  type Resource as Kind,
  PERMISSION_ACTIONS,
  SERVICE_WORDS,
  SERVICES,
} from "@tidings/shared/people/action_words.ts";
import { SOURCES } from "@tidings/shared/people/policy.ts";
import { POLICY_SOURCE_WORDS } from "@tidings/shared/people/policy_texts.ts";
import { Select } from "antd";
import { useRows } from "../../ui/data.ts";
import { FormField } from "../../ui/form-field.tsx";
import type { RowOf, TableName } from "../../ui/rows.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** What is asked: an action, of a member or of all, about a row or about none, from a place or from anywhere. */
export interface Asked {
  readonly action: string | null;
  readonly member: string | null;
  readonly resource: string | null;
  readonly id: string | null;
  readonly source: string | null;
}

interface AskedFieldsProps {
  readonly asked: Asked;
  readonly ask: (next: Partial<Asked>) => void;
}

/** The rows that actions about single rows are about, by the kind of resource. */
const ROWS: Readonly<Partial<Record<Kind, { readonly resource: string; readonly view: TableName }>>> = {
  template: { resource: "template", view: "template_cards" },
  sendTask: { resource: "send", view: "send_cards" },
  resolveTask: { resource: "resolve_task", view: "resolve_task_cards" },
  domain: { resource: "domain", view: "domain_cards" },
};

/** The fields of the question; another action is asked about no row. */
export function AskedFields({ asked, ask }: AskedFieldsProps) {
  const t = useTranslations(words);
  const members = useRows<RowOf<"member_cards"> & { readonly id: string }>("member_cards", {
    sorters: [{ field: "name", order: "asc" }],
  });
  const action = asked.action === null ? null : actionOf(asked.action);
  const about = action?.own ? ROWS[action.resource] : undefined;
  return (
    <div className="rights-fields">
      <FormField label={t("action")} htmlFor="rights-action" required>
        <Select
          id="rights-action"
          showSearch
          optionFilterProp="label"
          placeholder={t("action_hint")}
          value={action?.action}
          onChange={(next) => ask({ action: next, resource: null, id: null })}
          options={SERVICES.map((service) => ({
            label: t(SERVICE_WORDS[service]),
            options: PERMISSION_ACTIONS.filter((one) => one.service === service).map((one) => ({
              value: one.action,
              label: t(one),
            })),
          }))}
        />
      </FormField>
      <FormField label={t("member")} htmlFor="rights-member">
        <Select
          id="rights-member"
          showSearch
          allowClear
          optionFilterProp="label"
          placeholder={t("everybody")}
          value={asked.member ?? undefined}
          onChange={(next) => ask({ member: next ?? null })}
          options={members.rows.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
        />
      </FormField>
      {about && <RowField key={about.view} about={about} asked={asked} ask={ask} />}
      <FormField label={t("source")} htmlFor="rights-source">
        <Select
          id="rights-source"
          allowClear
          placeholder={t("anywhere")}
          value={asked.source ?? undefined}
          onChange={(next) => ask({ source: next ?? null })}
          options={SOURCES.map((value) => ({ value, label: t(POLICY_SOURCE_WORDS[value]) }))}
        />
      </FormField>
    </div>
  );
}

interface RowFieldProps extends AskedFieldsProps {
  readonly about: { readonly resource: string; readonly view: TableName };
}

function RowField({ about, asked, ask }: RowFieldProps) {
  const t = useTranslations(words);
  const { rows, loading } = useRows<{ id: string; name: string }>(about.view, {
    select: "id, name",
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 200,
  });
  return (
    <FormField label={t("row")} htmlFor="rights-row">
      <Select
        id="rights-row"
        showSearch
        allowClear
        loading={loading}
        optionFilterProp="label"
        placeholder={t("any_row")}
        value={asked.id ?? undefined}
        onChange={(next) => ask({ id: next ?? null, resource: next ? about.resource : null })}
        options={rows.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormField>
  );
}
