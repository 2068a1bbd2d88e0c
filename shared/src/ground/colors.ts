/**
 * Colours of bars, charts, icons and chat cards, by meaning: the same in the panel, in pictures of charts and in chat, light
 * and dark. Each has 3:1 against white and against the panel's dark ground, and no two are closer than 16 (CIE 1976).
 */
export const COLORS = {
  good: "#259a57",
  bad: "#d6524a",
  /** Came too late. */
  late: "#c96a1f",
  /** Slow, or worth a look: warnings. */
  slow: "#b58512",
  /** Nobody knows. */
  unclear: "#8a6bbf",
  /** Opted out. */
  barred: "#a3588f",
  /** Over a cap. */
  limited: "#2b93a8",
  /** There twice. */
  double: "#7f8f2f",
  /** Not valid. */
  wrong: "#b57878",
  /** Over and done, used up, or neutral. */
  ended: "#8f9399",
  waiting: "#61706b",
  /** On its way. */
  moving: "#4a9ad6",
  /** Seen by somebody, or plain information. */
  seen: "#2a6fb0",
  main: "#1f8a70",
} as const;

/** The colours of the figures of reports, by their tones. */
export const FIGURE_COLORS = {
  good: COLORS.good,
  bad: COLORS.bad,
  late: COLORS.late,
  slow: COLORS.slow,
  unclear: COLORS.unclear,
  seen: COLORS.seen,
  neutral: COLORS.ended,
} as const;
