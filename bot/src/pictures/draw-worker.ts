/**
 * The process that draws: SVG in, PNG out, one after the other. What it is given may be made to keep it busy for ever; whoever
 * started it ends it then (png.ts). It has none of the bot's secrets in its environment.
 */
import { Resvg } from "@resvg/resvg-js";
import { FONT_FAMILY, fontFiles } from "./font.ts";

/** What it is asked, and what it answers: that it begins, then the picture or why there is none. */
export type DrawRequest = { readonly svg: string; readonly zoom: number };
export type DrawReply = { readonly begun: true } | { readonly png: Uint8Array } | { readonly error: string };

const tell = (reply: DrawReply) => process.send?.(reply);
const fonts = fontFiles();

process.on("message", ({ svg, zoom }: DrawRequest) => {
  tell({ begun: true });
  try {
    const drawing = new Resvg(svg, {
      font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: FONT_FAMILY },
      fitTo: { mode: "zoom", value: zoom },
      background: "#ffffff",
    });
    tell({ png: new Uint8Array(drawing.render().asPng()) });
  } catch (error) {
    tell({ error: error instanceof Error ? error.message : String(error) });
  }
});
