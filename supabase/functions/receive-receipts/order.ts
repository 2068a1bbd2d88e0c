/** Receipts in the order of our ids, each delivery once: so the database goes through its index and its pages once. */
import type { Receipt } from "../_core/channels/port.ts";

const ID = /^[1-9]\d{0,14}$/;
/** What knows more wins, whatever came first (the order of `delivery_state`). */
const RANK = { expired: 1, failed: 2, delivered: 3 } as const;

/**
 * By id, of several receipts for one id the one that knows most; behind them, untouched, those whose reference is no
 * id of ours. The database does the same with what is not in order: this only spares it the work.
 */
export function inOrder(receipts: readonly Receipt[]): Receipt[] {
  const ours: { id: number; receipt: Receipt }[] = [];
  const others: Receipt[] = [];
  for (const receipt of receipts) {
    if (ID.test(receipt.reference)) ours.push({ id: Number(receipt.reference), receipt });
    else others.push(receipt);
  }
  ours.sort((one, other) => one.id - other.id || RANK[other.receipt.status] - RANK[one.receipt.status]);
  const once = ours.filter(({ id }, place) => id !== ours[place - 1]?.id);
  return [...once.map(({ receipt }) => receipt), ...others];
}
