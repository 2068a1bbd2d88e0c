import type { PACKAGE_SPEC_WORDS } from "@tidings/shared/quotas/words.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** A row of `quota_balances`: granted = available + reserved + used + expired − payg_used. */
export type Balance = RowOf<"quota_balances">;

export type QuotaKind = Balance["kind"];

/** A row of `packages`. */
export type Package = RowOf<"packages">;

/** A row of `quota_accounts`: what one account of one package holds. */
export type QuotaAccount = RowOf<"quota_accounts">;

/** A row of `quota_ledger`. */
export type LedgerRow = RowOf<"quota_ledger">;

/** A row of `orders`: the terms that its offer had, times the quantity. */
export type Order = Override<
  NonNullKeys<RowOf<"orders">, "units" | "total_fen">,
  { readonly spec: keyof typeof PACKAGE_SPEC_WORDS }
>;
