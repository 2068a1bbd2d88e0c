import type { OwnValues } from "@tidings/shared/own/fields.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** A vendor's review of a version. */
export type VendorState = Pick<NonNullKeys<RowOf<"vendor_reviews">, "vendor">, "vendor" | "state" | "reason">;

/** A row of `template_cards`: a template with its latest version. */
export type TemplateCard = Override<
  NonNullKeys<RowOf<"template_cards">, "changed_at" | "used" | "resolve_kind" | "layout">,
  { readonly content: Content; readonly own: OwnValues; readonly vendor_states: readonly VendorState[] }
>;
