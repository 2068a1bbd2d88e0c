import { Resvg } from "@resvg/resvg-js";
import { FONT_FAMILY, fontFiles } from "./font.ts";

/** Renders an SVG as PNG, `zoom` pixels to a unit. Only the bundled font is used, so it looks the same everywhere. */
export function png(svg: string, zoom = 2): Uint8Array {
  const drawing = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: FONT_FAMILY },
    fitTo: { mode: "zoom", value: zoom },
    background: "#ffffff",
  });
  return new Uint8Array(drawing.render().asPng());
}
