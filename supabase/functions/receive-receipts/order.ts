/** Receipts in the order of our ids, each delivery once, as columns: so the database goes through its index and its pages once. */
import type { Receipt } from "../_core/channels/carrier.ts";

const ID = /^(?:0|[1-9]\d{0,14})$/;
/** The later state wins, whatever the order of arrival (the order of `delivery_state`). */
const RANK = { expired: 1, failed: 2, delivered: 3 } as const;

/** What a receipt says; many receipts of a call say the same. */
export type Saying = Pick<Receipt, "status" | "code" | "vendor" | "network">;

/**
 * `private.receipt_columns`: `places[n]` is the place, from 1, in `sayings` of what the receipt of `ids[n]` says; `ats`
 * are milliseconds since 1970.
 */
export type Columns = {
  ids: number[];
  places: number[];
  sayings: Saying[];
  carrier_ids: (string | null)[];
  ats: (number | null)[];
};

/**
 * Columns by id: of several receipts for one id the one that knows most. Null when a reference is no id of ours; then
 * the database takes the receipts as they came.
 */
export function inOrder(receipts: readonly Receipt[]): Columns | null {
  // Numbers are sorted without a comparison of ours: in a quarter of the time that sorting receipts takes.
  const order = new Float64Array(receipts.length);
  const of = new Map<number, Receipt>();
  let count = 0;
  for (const receipt of receipts) {
    if (!ID.test(receipt.reference)) return null;
    const id = Number(receipt.reference);
    const known = of.get(id);
    if (known === undefined) order[count++] = id;
    if (known === undefined || RANK[known.status] < RANK[receipt.status]) of.set(id, receipt);
  }

  const columns: Columns = { ids: [], places: [], sayings: [], carrier_ids: [], ats: [] };
  const placeOf = placesIn(columns.sayings);
  for (const id of order.subarray(0, count).sort()) {
    const receipt = of.get(id);
    if (!receipt) continue;
    columns.ids.push(id);
    columns.places.push(placeOf(receipt));
    columns.carrier_ids.push(receipt.carrier_id);
    columns.ats.push(receipt.at === null ? null : Date.parse(receipt.at));
  }
  return columns;
}

/** The place of what a receipt says among `sayings`, to which it is added when it is new there. */
function placesIn(sayings: Saying[]): (receipt: Receipt) => number {
  const places = new Map<string, number>();
  let last: Saying | null = null;
  let place = 0;
  return ({ status, code, vendor, network }) => {
    if (last?.status === status && last.code === code && last.vendor === vendor && last.network === network)
      return place;
    const key = `${status} ${vendor} ${network ?? null} ${code === null ? "" : `:${code}`}`;
    last = { status, code, vendor, network };
    place = places.get(key) ?? sayings.push(last);
    places.set(key, place);
    return place;
  };
}
