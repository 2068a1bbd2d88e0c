import type { RowOf } from "../ui/rows.ts";

/** A row of `quota_balances`: granted = available + reserved + used + expired − payg_used. */
export type Balance = RowOf<"quota_balances">;

export type QuotaKind = Balance["kind"];

/** A row of `packages`. */
export type Package = RowOf<"packages">;

/** A row of `quota_accounts`: what one account of one package holds. */
export type QuotaAccount = RowOf<"quota_accounts">;

/** A row of `quota_ledger`. */
export type LedgerRow = RowOf<"quota_ledger">;
