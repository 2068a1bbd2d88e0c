import type { BasicContent } from "@tidings/shared/basic/content.ts";
import type { BasicState, NetworkReview } from "@tidings/shared/basic/template.ts";
import type { OwnValues } from "@tidings/shared/own/fields.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** A row of `basic_template_cards`: a template of the basic edition with its latest version. */
export type BasicCard = Override<
  NonNullKeys<RowOf<"basic_template_cards">, "changed_at" | "used" | "expired" | "is_dynamic">,
  {
    readonly content: BasicContent;
    readonly own: OwnValues;
    readonly networks: readonly NetworkReview[] | null;
    readonly shown_state: BasicState;
  }
>;

/** A row of `public_template_cards` of the basic edition: one of the starters, or what a platform admin added. */
export type BasicPublicCard = Override<RowOf<"public_template_cards">, { readonly content: BasicContent }>;

/** Can it be sent with now? */
export const isUsable = ({ live_version_id, enabled, expired }: BasicCard): boolean =>
  live_version_id !== null && enabled && !expired;
