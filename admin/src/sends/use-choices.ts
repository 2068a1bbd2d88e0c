import { CATEGORY_WORDS } from "@tidings/shared/templates/catalogue.ts";
import type { Category } from "@tidings/shared/templates/layout.ts";
import { useRow, useRows } from "../ui/data.ts";
import type { Override, RowOf } from "../ui/rows.ts";
import { missingTyped, type SendFacts, type SendForm, typedNumbers } from "./form.ts";
import type { Version } from "./preview.tsx";

/** A template that can be sent: approved by a vendor, and enabled. */
export type TemplateChoice = Override<
  RowOf<"template_cards">,
  { readonly category: Category; readonly live_version_id: string }
>;

/** An approved SMS template with its signature and application. */
export type SmsChoice = RowOf<"sms_templates">;
export type SignatureChoice = RowOf<"sms_signatures">;

/** A number file that can be sent to. */
export type FileChoice = RowOf<"number_files">;

const approved = { field: "state", operator: "eq", value: "approved" } as const;

/** The options of the form, and what the chosen ones imply. */
export function useChoices(form: SendForm) {
  const templates = useRows<TemplateChoice>("template_cards", {
    filters: [
      { field: "live_version_id", operator: "nnull", value: null },
      { field: "enabled", operator: "eq", value: true },
    ],
    sorters: [{ field: "name", order: "asc" }],
  });
  const sms = useRows<SmsChoice>("sms_templates", {
    filters: [approved],
    sorters: [{ field: "name", order: "asc" }],
  });
  const signatures = useRows<SignatureChoice>("sms_signatures", { filters: [approved] });
  const apps = useRows<RowOf<"sms_apps">>("sms_apps");
  const domains = useRows<RowOf<"domains">>("domains", {
    filters: [approved, { field: "enabled", operator: "eq", value: true }],
  });
  const files = useRows<FileChoice>("number_files", {
    filters: [
      { field: "state", operator: "eq", value: "ready" },
      // Files of customer flags hold no phone numbers; they are for links only.
      { field: "edition", operator: "ne", value: "flags" },
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 200,
    poll: 5_000,
  });
  const template = templates.rows.find((one) => one.id === form.template);
  const text = sms.rows.find((one) => one.id === form.sms);
  const signature = signatures.rows.find((one) => one.id === text?.signature_id);
  const file = form.audience === "file" ? files.rows.find((one) => one.id === form.file) : undefined;
  const version = useRow<Version>("template_versions", template?.live_version_id);
  const parts = [templates, sms, signatures, apps, domains, files];
  return {
    templates: templates.rows,
    sms: sms.rows,
    signatures: signatures.rows,
    apps: apps.rows,
    domains: domains.rows,
    files: files.rows,
    template,
    text,
    signature,
    file,
    version: version.row,
    facts: factsOf(form, template, signature, file, version.row?.parameters ?? []),
    loading: parts.some((part) => part.loading),
    failure: parts.find((part) => part.failure)?.failure ?? null,
    retry: () => {
      for (const part of parts) part.retry();
    },
  };
}

export type Choices = ReturnType<typeof useChoices>;

function factsOf(
  form: SendForm,
  template: TemplateChoice | undefined,
  signature: SignatureChoice | undefined,
  file: FileChoice | undefined,
  parameters: readonly string[],
): SendFacts {
  const columns = new Set((file?.columns ?? []).filter((column) => column !== file?.phone_column));
  function missing(): string[] {
    if (form.audience === "typed") return missingTyped(form, parameters);
    return file ? parameters.filter((parameter) => !columns.has(parameter)) : [];
  }
  return {
    count: form.audience === "typed" ? typedNumbers(form.typed).phones.length : (file?.accepted ?? 0),
    isMarketing:
      (template !== undefined && CATEGORY_WORDS[template.category].marketing) ||
      signature?.kind === "promotion",
    missing: missing(),
  };
}
