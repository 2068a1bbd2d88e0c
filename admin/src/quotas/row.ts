import type { Row } from "../ui/data.ts";

export type QuotaKind = "aim_resolution" | "basic" | "sa_resolution";

/** A row of `quota_balances`: granted = available + reserved + used + expired − payg_used. */
export interface Balance extends Row {
  readonly kind: QuotaKind;
  readonly granted: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
  readonly expired: number;
  readonly payg_used: number;
  readonly packages: number;
  readonly next_expiry: string | null;
}

/** A row of `packages`. */
export interface Package extends Row {
  readonly id: string;
  readonly kind: QuotaKind;
  readonly spec: string;
  readonly size: number;
  readonly price_cents: number;
  readonly paid_at: string;
  readonly expires_at: string;
}

/** A row of `quota_accounts`: what one account of one package holds. */
export interface QuotaAccount extends Row {
  readonly package_id: string | null;
  readonly account: string;
  readonly balance: number;
}

/** A row of `quota_ledger`. */
export interface LedgerRow extends Row {
  readonly id: number;
  readonly kind: QuotaKind;
  readonly account: string;
  readonly package_id: string | null;
  readonly amount: number;
  readonly reason: string;
  readonly send_id: string | null;
  readonly at: string;
}
