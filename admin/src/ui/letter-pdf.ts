import { fillPlaces } from "@tidings/shared/ground/locale.ts";
import type { Letter } from "@tidings/shared/resource/kinds.ts";
import PDFDocument from "pdfkit";
import { toBytes } from "pdfkit/output";

/** What is known of whom a letter is from; what is empty is a line to write on. */
export interface LetterFacts {
  readonly company: string;
  readonly code: string;
}

/** Lengths in points, of which an inch has 72. */
const MARGIN = 72;
const HEADING = 20;
const TEXT = 12;
/** Half a line between lines, as one signs and seals here. */
const BETWEEN = 9;

/** A line to write on, where the text has `____`. */
const LINE = "_".repeat(18);

/**
 * A letter as a PDF of A4 pages. `font` is the whole font, of which the file embeds the glyphs that it uses.
 *
 * @throws where `font` is no font
 */
export async function letterPdf(letter: Letter, facts: LetterFacts, font: Uint8Array): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    font,
    lang: "zh-CN",
    displayTitle: true,
    info: { Title: letter.name, Author: facts.company },
  });
  const known = { company: facts.company || "____", code: facts.code || "____" };
  const filled = (text: string) => fillPlaces(text, known).replaceAll("____", LINE);
  document.fontSize(HEADING).text(letter.name, { align: "center" }).moveDown(1.5);
  document.fontSize(TEXT);
  for (const paragraph of letter.paragraphs)
    document.text(filled(paragraph), { indent: 2 * TEXT, lineGap: BETWEEN, paragraphGap: BETWEEN });
  document.moveDown(2);
  for (const line of letter.signed) document.text(filled(line), { align: "right", lineGap: BETWEEN * 2 });
  document.end();
  return toBytes(document);
}
