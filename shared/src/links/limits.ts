/** The limits of table 7-1. The database enforces them; a database test compares its limits with these. */
export const LINK_LIMITS = {
  /** The total resolutions of a group link. */
  resolutions: { min: 2, max: 1_000_000_000 },
  /** The maximum validity in days, by kind of link. */
  days: { group: 180, personal: 7 },
} as const;

/** How many days may still be added to a resolve task. */
export function daysLeft(task: {
  readonly kind: keyof typeof LINK_LIMITS.days;
  readonly validity_days: number;
}): number {
  return LINK_LIMITS.days[task.kind] - task.validity_days;
}
