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
