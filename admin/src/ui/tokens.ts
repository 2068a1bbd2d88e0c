/**
 * The colours of the panel by meaning: [light, dark]. Text on ground, raised and the soft grounds has a contrast of at
 * least 4.5:1 (tokens.test.ts). Style sheets name them as `var(--…)`.
 */
export const TOKENS = {
  text: ["#1b2724", "#e3eae7"],
  faint: ["#56645f", "#a1b0aa"],
  line: ["#e3e9e6", "#2d3834"],
  /** The edge of what can be typed into or pressed: 3:1. */
  edge: ["#87948f", "#6c7a75"],
  ground: ["#f4f6f5", "#0f1513"],
  raised: ["#ffffff", "#18201d"],
  /** Menus, dialogs and what else floats. */
  floating: ["#ffffff", "#1f2925"],
  /** Behind and under what floats. */
  shade: ["#00000040", "#00000080"],
  brand: ["#0f6b57", "#37b394"],
  "brand-soft": ["#e5f1ed", "#14332a"],
  "on-brand": ["#ffffff", "#07130f"],
  good: ["#1a7a43", "#55c384"],
  "good-soft": ["#e9f6ee", "#15301f"],
  warn: ["#8a5a0f", "#e0b04a"],
  "warn-soft": ["#fdf6e6", "#33280f"],
  bad: ["#b8322b", "#f28b84"],
  "bad-soft": ["#fdf0ef", "#3b1f1d"],
  info: ["#2265a3", "#82b8ea"],
  "info-soft": ["#ebf3fa", "#16293a"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Token = keyof typeof TOKENS;

/**
 * Colours of bars, charts and icons, by meaning; the same in light and dark, 3:1 against both grounds. Neighbours in this
 * order are distinguishable with colour blindness.
 */
export const COLORS = {
  good: "#259a57",
  bad: "#d6524a",
  late: "#c96a1f",
  slow: "#b58512",
  unclear: "#8a6bbf",
  barred: "#64839a",
  limited: "#7f95a3",
  double: "#7f9189",
  wrong: "#b57878",
  ended: "#8b9095",
  waiting: "#879892",
  moving: "#4a9ad6",
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
