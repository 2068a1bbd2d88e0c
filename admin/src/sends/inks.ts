import type { AccountPlace } from "@tidings/shared/sends/words.ts";
import { INK } from "../ui/theme.ts";

/** The ink of each place of the account, the same in every bar. */
export const PLACE_INKS: Readonly<Record<Exclude<AccountPlace, "intended">, string>> = {
  delivered: INK.good,
  failed: INK.bad,
  expired: INK.late,
  timed_out: INK.slow,
  unknown: INK.unclear,
  opted_out: INK.barred,
  capped: INK.limited,
  cancelled: INK.ended,
  duplicates: INK.double,
  invalid: INK.wrong,
  handed: INK.moving,
  pending: INK.waiting,
};
