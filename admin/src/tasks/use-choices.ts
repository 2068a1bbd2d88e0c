import { type Content, parametersOf } from "@tidings/shared/templates/content.ts";
import { useRow, useRows } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { Override, RowOf } from "../ui/rows.ts";
import type { TaskFacts, TaskForm, TaskProblem } from "./form.ts";

const approved = { field: "state", operator: "eq", value: "approved" } as const;
const byName = [{ field: "name", order: "asc" }] as const;

/** What a task created for a send takes from it. */
export type SourceSend = Pick<
  RowOf<"send_cards">,
  | "id"
  | "name"
  | "template_id"
  | "template_name"
  | "version_id"
  | "layout"
  | "signature"
  | "accepted"
  | "domain_id"
>;

type Version = Override<RowOf<"template_versions">, { readonly content: Content }>;

/** The options of the form, and what the chosen ones imply. */
export function useChoices(form: TaskForm, send: string | null) {
  const { id: enterprise } = useEnterprise();
  const source = useRow<SourceSend>("send_cards", send ?? undefined);
  const templates = useRows<RowOf<"template_cards">>("template_cards", {
    filters: [
      { field: "live_version_id", operator: "nnull", value: null },
      { field: "enabled", operator: "eq", value: true },
    ],
    sorters: [...byName],
  });
  const domains = useRows<RowOf<"domains">>("domains", {
    filters: [approved, { field: "enabled", operator: "eq", value: true }],
    sorters: [...byName],
  });
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", {
    filters: [
      { field: "live_version_id", operator: "nnull", value: null },
      { field: "enabled", operator: "eq", value: true },
    ],
  });
  const jumps = useRows<RowOf<"jump_link_cards">>("jump_link_cards", { filters: [approved], limit: 200 });
  const files = useRows<RowOf<"number_files">>("number_files", {
    filters: [{ field: "state", operator: "eq", value: "ready" }],
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 200,
    poll: 5_000,
  });
  const rules = useRow<RowOf<"enterprises">>("enterprises", enterprise);
  const template = templates.rows.find((one) => one.id === form.template);
  const shown = source.row?.version_id ?? template?.live_version_id ?? undefined;
  const version = useRow<Version>("template_versions", shown);
  const domain =
    domains.rows.find((one) => one.id === form.domain) ?? domains.rows.find((one) => one.is_default);
  const parts = [templates, domains, signatures, files, ...(send === null ? [] : [source])];
  const facts: TaskFacts = {
    // In the order in which the template declares them, which people know.
    parameters: version.row ? parametersOf(version.row.content) : [],
    customCodes: domain?.custom_codes ?? false,
    ofSend: send !== null,
  };
  return {
    source: source.row,
    templates: templates.rows,
    template,
    version: version.row,
    layout: source.row?.layout ?? template?.layout,
    domains: domains.rows,
    domain,
    signatures: [...new Set(signatures.rows.map((one) => one.name))],
    jumps: jumps.rows.map((one) => one.url),
    jumpApproval: rules.row?.jump_approval ?? false,
    files: files.rows,
    file: files.rows.find((one) => one.id === form.file),
    facts,
    loading: parts.some((part) => part.loading),
    failure: parts.find((part) => part.failure)?.failure ?? null,
    retry: () => {
      for (const part of parts) part.retry();
    },
  };
}

export type Choices = ReturnType<typeof useChoices>;

/** Props shared by the parts of the form. */
export interface FieldsProps {
  readonly form: TaskForm;
  readonly change: (part: Partial<TaskForm>) => void;
  readonly choices: Choices;
  /** The error message of a field, once submission was tried. */
  readonly wrong: (problem: TaskProblem) => string | undefined;
}
