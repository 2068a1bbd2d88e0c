import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { useRow, useRows } from "../ui/data.ts";
import type { Override, RowOf } from "../ui/rows.ts";
import type { SendForm } from "./form.ts";

/** A template of the basic edition that can be sent: approved by a network, enabled, and in its days. */
type BasicChoice = Override<RowOf<"basic_template_cards">, { readonly live_version_id: string }>;

/** The version of a storyboard that goes out. */
type BasicVersion = Override<
  RowOf<"template_versions">,
  { readonly content: BasicContent; readonly parameters: readonly string[] }
>;

/** What can be chosen of the basic edition (BSN-1), and what the chosen template brings: its storyboard, its parameters, its signature. */
export function useBasic(form: SendForm) {
  const isBasic = form.kind === "basic";
  const templates = useRows<BasicChoice>("basic_template_cards", {
    enabled: isBasic,
    filters: [
      { field: "live_version_id", operator: "nnull", value: null },
      { field: "enabled", operator: "eq", value: true },
      { field: "expired", operator: "eq", value: false },
    ],
    sorters: [{ field: "name", order: "asc" }],
  });
  const template = isBasic ? templates.rows.find(({ id }) => id === form.template) : undefined;
  const version = useRow<BasicVersion>("template_versions", template?.live_version_id);
  const signature = useRow<RowOf<"basic_signature_cards">>(
    "basic_signature_cards",
    version.row?.signature_id ?? undefined,
  );
  const nothing = isBasic && !templates.loading && templates.rows.length === 0;
  // What is there and cannot be chosen yet is looked for only where nothing can be.
  const unready = useRows<RowOf<"basic_template_cards">>("basic_template_cards", {
    enabled: nothing,
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 1,
  }).rows[0];
  return {
    templates: templates.rows,
    template,
    version: version.row,
    signature: signature.row?.name ?? template?.signature ?? undefined,
    unready,
    loading: isBasic && templates.loading,
    failure: isBasic ? templates.failure : null,
    retry: templates.retry,
  };
}

export type Basic = ReturnType<typeof useBasic>;
