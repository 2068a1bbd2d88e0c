/** The bounds of table 7-1; the database holds them, and a story of the law reads them here. */
export const LINK_LIMITS = {
  /** How often a group link may be resolved in all. */
  resolutions: { min: 2, max: 1_000_000_000 },
  /** How many days a link of a kind may have in all. */
  days: { group: 180, personal: 7 },
} as const;

/** How many days may still be added to a resolve task. */
export function daysLeft(task: {
  readonly kind: keyof typeof LINK_LIMITS.days;
  readonly validity_days: number;
}): number {
  return LINK_LIMITS.days[task.kind] - task.validity_days;
}

/** How many resolutions may still be added: none to personal links. */
export function resolutionsLeft(task: {
  readonly kind: keyof typeof LINK_LIMITS.days;
  readonly max_resolutions: number;
}): number {
  return task.kind === "group" ? LINK_LIMITS.resolutions.max - task.max_resolutions : 0;
}
