import type { Locale } from "@tidings/shared/ground/locale.ts";
import { type ThemeConfig, theme } from "antd";
import { useSyncExternalStore } from "react";
import { TOKENS, type Token } from "./tokens.ts";

/**
 * Chinese system fonts first; the bundled web font is fetched only where there is none. No generic family and no common
 * Linux font may come before it: Chromium then leaves some Chinese words unrendered although the font has loaded.
 */
export const FONTS =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** What a person may choose; `system` follows the device. */
export const THEME_CHOICES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const CHOSEN = "tidings.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
/** Paper is light, whatever the screen is. */
const paper = matchMedia("print");
const listeners = new Set<() => void>();

function chosenTheme(): ThemeChoice {
  const chosen = localStorage.getItem(CHOSEN);
  return THEME_CHOICES.find((one) => one === chosen) ?? "system";
}

function isDark(): boolean {
  if (paper.matches) return false;
  const chosen = chosenTheme();
  return chosen === "dark" || (chosen === "system" && system.matches);
}

/** Gives the document the colours in use, for style sheets, scroll bars and the browser's own controls. */
function paint(): void {
  const { style } = document.documentElement;
  for (const [name, values] of Object.entries(TOKENS))
    style.setProperty(`--${name}`, values[isDark() ? 1 : 0]);
  style.colorScheme = isDark() ? "dark" : "light";
  for (const tell of listeners) tell();
}
paint();
system.addEventListener("change", paint);
paper.addEventListener("change", paint);
// Chosen in another tab.
addEventListener("storage", ({ key }) => key === CHOSEN && paint());

/** Chooses light, dark or the device's setting; this browser keeps it. */
export function setTheme(choice: ThemeChoice): void {
  localStorage.setItem(CHOSEN, choice);
  paint();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** What is chosen now. */
export const useThemeChoice = () => useSyncExternalStore(subscribe, chosenTheme);

/** Is the panel dark now? */
export const useIsDark = () => useSyncExternalStore(subscribe, isDark);

/** Is the page being printed? Then a table shows all its rows. */
export const useIsPrinting = () => useSyncExternalStore(subscribe, () => paper.matches);

/** Anyone who asks their system for no movement gets none. */
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** English quotes are as wide as its letters; those of a Chinese font are as wide as its characters (style.css). */
const fontsOf = (locale: Locale) => (locale === "en" ? `"Latin quotes", ${FONTS}` : FONTS);

const themes = (locale: Locale) => [themeOf(0, fontsOf(locale)), themeOf(1, fontsOf(locale))] as const;
const THEMES = { "zh-CN": themes("zh-CN"), en: themes("en") } as const;

/** The antd theme in use. */
export const useTheme = (locale: Locale): ThemeConfig => THEMES[locale][useIsDark() ? 1 : 0];

function themeOf(mode: 0 | 1, fontFamily: string): ThemeConfig {
  const of = (name: Token) => TOKENS[name][mode];
  return {
    algorithm: mode === 1 ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: of("brand"),
      // antd derives greys from such a dark green, so the shades are set by hand.
      colorPrimaryBg: of("brand-soft"),
      colorPrimaryBgHover: of("brand-soft"),
      colorPrimaryText: of("brand"),
      colorLink: of("brand"),
      // The lighter green that antd derives for a link under the pointer has 4.38:1 on white, so it is underlined instead.
      colorLinkHover: of("brand"),
      linkHoverDecoration: "underline",
      colorInfo: of("info"),
      colorInfoBg: of("info-soft"),
      colorSuccess: of("good"),
      colorSuccessBg: of("good-soft"),
      colorWarning: of("warn"),
      colorWarningBg: of("warn-soft"),
      colorError: of("bad"),
      colorErrorBg: of("bad-soft"),
      colorErrorText: of("bad"),
      colorTextBase: of("text"),
      colorText: of("text"),
      colorTextHeading: of("text"),
      colorTextSecondary: of("faint"),
      colorTextTertiary: of("faint"),
      colorTextDescription: of("faint"),
      colorTextPlaceholder: of("faint"),
      colorIcon: of("faint"),
      colorBorder: of("edge"),
      colorBorderSecondary: of("line"),
      colorSplit: of("line"),
      colorBgLayout: of("ground"),
      colorBgContainer: of("raised"),
      colorBgElevated: of("floating"),
      controlOutline: of("brand-soft"),
      controlItemBgActive: of("brand-soft"),
      controlItemBgActiveHover: of("brand-soft"),
      borderRadius: 8,
      fontFamily,
      wireframe: false,
      motion: !still,
    },
    components: {
      Layout: { headerBg: of("raised"), siderBg: of("raised"), headerHeight: 56 },
      Menu: {
        itemBorderRadius: 8,
        itemMarginInline: 10,
        activeBarBorderWidth: 0,
        itemBg: "transparent",
        subMenuItemBg: "transparent",
        itemSelectedBg: of("brand-soft"),
        itemSelectedColor: of("brand"),
      },
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        primaryColor: of("on-brand"),
        dangerColor: of("on-brand"),
      },
      // The cells of a sorted column have the ground of the others: in the dark, links are too faint on antd's own.
      Table: { headerBg: of("ground"), bodySortBg: of("raised"), cellPaddingBlock: 12 },
      Card: { headerFontSize: 15 },
      Collapse: { colorBorder: of("line"), headerBg: of("raised") },
      Statistic: { contentFontSize: 26 },
    },
  };
}
