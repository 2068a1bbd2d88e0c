import { LAYOUTS } from "../../layouts/catalogue.ts";

/** The colours of a card in the two themes. Every pair of a text and what it is on is at least 4.5:1. */
export const THEMES = {
  light: {
    page: "#f1f2f4",
    card: "#ffffff",
    text: "#1a1a1a",
    soft: "#595f67",
    line: "#e2e5e9",
    panel: "#f4f5f7",
    tint: "#0a59f7",
    on: "#ffffff",
    wash: "#e8effe",
    price: "#c2242c",
    ticket: "#fff3ee",
  },
  dark: {
    page: "#0c0c0e",
    card: "#1b1b1e",
    text: "#ececee",
    soft: "#aab0b8",
    line: "#36373c",
    panel: "#26272b",
    tint: "#86adff",
    on: "#0b1733",
    wash: "#222f4c",
    price: "#ff8d8d",
    ticket: "#35211f",
  },
} as const;
export type Theme = keyof typeof THEMES;
export type Colours = Readonly<Record<keyof (typeof THEMES)["light"], string>>;

/** What is the same in both: the round button, the field on a background, the sign of a video, and the field of one that has no cover. */
export const SIGNS = {
  seal: "#ffd66b",
  sealText: "#6b1200",
  over: "#000000aa",
  place: "#000000bb",
  film: "#ffffff",
  unseen: "#595f67",
};
/** The button of a red packet. */
export const PACKET = "#C4161C";

/** The theme as custom properties of CSS. */
export function themeCss(theme: Theme): string {
  return Object.entries(THEMES[theme])
    .map(([name, colour]) => `--${name}:${colour};`)
    .join("");
}

const AA = 4.5;
const DARK = "#1a1a1a";

/** `c-ff8a00` for `#FF8A00`: the page's policy allows no style of a single element. */
export function colourClass(colour: string): string {
  return `c-${colour.slice(1).toLowerCase()}`;
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours are apart, 1 to 21 (WCAG 2.2); 4.5 is asked of text. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * White or dark writing. A colour on which white nearly does (red, green) is darkened until it does, which the eye
 * hardly sees; a light one (orange, gold) takes dark writing as it is.
 */
export function readable(colour: string): { back: string; front: string } {
  if (contrast(colour, "#ffffff") < 3.3) return { back: colour.toLowerCase(), front: DARK };
  let back = colour.toLowerCase();
  while (contrast(back, "#ffffff") < AA) {
    const darker = channels(back).map((channel) =>
      Math.floor(channel * 0.97)
        .toString(16)
        .padStart(2, "0"),
    );
    back = `#${darker.join("")}`;
  }
  return { back, front: "#ffffff" };
}

/** Rules for every colour of the catalogue. */
export function colourRules(): string {
  const options = LAYOUTS.flatMap((layout) => layout.options).flatMap((option) => option.values);
  const colours = new Set([PACKET, ...options.flatMap((value) => value.colours ?? [])]);
  const rules = Array.from(colours, (colour) => {
    const { back, front } = readable(colour);
    return `.button.${colourClass(colour)}{background:${back};color:${front}}`;
  });
  // black on a dark card has an edge
  return `${rules.join("")}@media(prefers-color-scheme:dark){.button[class*=" c-"]{box-shadow:0 0 0 1px #fff4}}`;
}
