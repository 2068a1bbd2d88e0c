import type { ThemeConfig } from "antd";

/**
 * Chinese system fonts first; the bundled web font is fetched only where there is none. No generic family and no common
 * Linux font may come before it: Chromium then leaves some Chinese words unrendered although the font has loaded.
 */
export const FONTS =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** The antd theme of the panel. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: "#0f6b57",
    // antd derives greys from such a dark green, so the light shades are set by hand.
    colorPrimaryBg: "#e5f1ed",
    colorPrimaryBgHover: "#d6e9e2",
    colorPrimaryBorder: "#9ccbbb",
    colorPrimaryBorderHover: "#6fb39d",
    colorPrimaryHover: "#1a7f69",
    colorPrimaryActive: "#0a5142",
    colorInfoBg: "#ebf3fa",
    colorInfoBorder: "#bcd6ed",
    colorSuccessBg: "#e9f6ee",
    colorSuccessBorder: "#abd9bd",
    colorWarningBg: "#fdf6e6",
    colorWarningBorder: "#ecd5a1",
    colorErrorBg: "#fdf0ef",
    colorErrorBorder: "#f0bdb9",
    controlOutline: "rgba(15, 107, 87, 0.16)",
    colorLink: "#0f6b57",
    colorInfo: "#2a6fb0",
    colorSuccess: "#1f8a4c",
    colorWarning: "#b7791f",
    colorError: "#c23b34",
    colorBgLayout: "#f4f6f5",
    colorTextBase: "#1b2724",
    borderRadius: 8,
    fontFamily: FONTS,
    wireframe: false,
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerHeight: 56 },
    Menu: {
      itemBorderRadius: 8,
      itemMarginInline: 10,
      groupTitleFontSize: 12,
      itemSelectedBg: "#e5f1ed",
      itemSelectedColor: "#0a5142",
    },
    Button: { primaryShadow: "none", defaultShadow: "none" },
    Table: { headerBg: "#f7f9f8", cellPaddingBlock: 12 },
    Card: { headerFontSize: 15 },
    Statistic: { contentFontSize: 26 },
  },
};

/** Colours of bars, charts and icons, by meaning. Neighbours in this order are distinguishable with colour blindness. */
export const COLORS = {
  good: "#1f8a4c",
  bad: "#c23b34",
  late: "#d97a2b",
  slow: "#e0a82e",
  unclear: "#7a5ea8",
  barred: "#5f7a8c",
  limited: "#8aa0ad",
  double: "#a9b7b1",
  wrong: "#c79a9a",
  ended: "#b8bcc0",
  waiting: "#cfd8d4",
  moving: "#6aa5d8",
  seen: "#2a6fb0",
  main: "#0f6b57",
} as const;
