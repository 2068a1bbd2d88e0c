import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** A row of `domain_cards`. */
export type DomainCard = NonNullKeys<
  RowOf<"domain_cards">,
  "id" | "name" | "state" | "enabled" | "is_default" | "custom_codes" | "created_at"
>;

/** A row of `jump_cards`: a batch of jump links with its first ten. */
export type JumpCard = Override<
  NonNullKeys<
    RowOf<"jump_cards">,
    | "id"
    | "name"
    | "purpose"
    | "batch_no"
    | "source"
    | "links"
    | "state"
    | "due_at"
    | "due_certain"
    | "created_at"
    | "first_urls"
  >,
  { readonly first_urls: readonly string[] }
>;

/** A row of `jump_link_cards`: a link with its batch. */
export type JumpLink = NonNullKeys<
  RowOf<"jump_link_cards">,
  "batch_id" | "ordinal" | "url" | "name" | "batch_no" | "state" | "created_at"
>;
