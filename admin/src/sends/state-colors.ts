import { COLORS } from "@tidings/shared/ground/colors.ts";
import type { TallyPlace } from "@tidings/shared/sends/words.ts";

/** The colour of each delivery state, the same in every chart. */
export const STATE_COLORS: Readonly<Record<Exclude<TallyPlace, "intended">, string>> = {
  delivered: COLORS.good,
  failed: COLORS.bad,
  expired: COLORS.late,
  timed_out: COLORS.slow,
  unknown: COLORS.unclear,
  opted_out: COLORS.barred,
  capped: COLORS.limited,
  cancelled: COLORS.ended,
  duplicates: COLORS.double,
  invalid: COLORS.wrong,
  handed: COLORS.moving,
  pending: COLORS.waiting,
};
