import type { PACKAGE_SPEC_WORDS } from "@tidings/shared/quotas/words.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

type Spec = { readonly spec: keyof typeof PACKAGE_SPEC_WORDS };

/** A row of `offers`. */
export type OfferRow = Override<RowOf<"offers">, Spec>;

/** A row of `orders`, of whichever enterprise. */
export type OrderRow = Override<NonNullKeys<RowOf<"orders">, "units" | "total_fen">, Spec>;
