/** The process that draws: SVG in, PNG out. What it is given may be made to keep it busy for ever; the person who started it ends it then. */
import { Resvg } from "@resvg/resvg-js";
import { answerWork } from "../workers/answer.ts";
import { FONT_FAMILY, fontFiles } from "./font.ts";
import { type Sheet, sheetSvg, sheetWidth } from "./sheet.ts";

/** What is drawn: an SVG, or cards on phones. */
export type Drawing = string | Sheet;

/** What it is asked; it answers the PNG. */
export type DrawRequest = { readonly drawing: Drawing; readonly zoom: number };

/** The most pixels beside each other: what chats show without making it smaller first. */
const WIDEST = 2_880;

const fonts = fontFiles();

async function drawn({ drawing, zoom }: DrawRequest): Promise<Uint8Array> {
  const sheet = typeof drawing === "string" ? null : drawing;
  const svg = typeof drawing === "string" ? drawing : await sheetSvg(drawing);
  const resvg = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: FONT_FAMILY },
    fitTo: { mode: "zoom", value: sheet ? Math.min(zoom, WIDEST / sheetWidth(sheet)) : zoom },
    background: "#ffffff",
  });
  return new Uint8Array(resvg.render().asPng());
}

answerWork(drawn);
