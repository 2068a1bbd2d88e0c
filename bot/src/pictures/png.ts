import { Resvg } from "@resvg/resvg-js";
import { FONT_FAMILY, fontFiles } from "./font.ts";

/** The PNG of an SVG, `zoom` pixels to a unit. Only our own font is used, so it looks the same everywhere. */
export function png(svg: string, zoom = 2): Uint8Array {
  const drawing = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: FONT_FAMILY },
    fitTo: { mode: "zoom", value: zoom },
    background: "#ffffff",
  });
  return new Uint8Array(drawing.render().asPng());
}
