import type { SharedTexts } from "./texts.ts";
import { attribute, unescapeXml, XmlReader } from "./xml.ts";

/** For each cell style of a workbook: does it format numbers as dates, times, or both? */
export type CellStyles = readonly ("number" | "day" | "time" | "moment")[];

// The built-in formats, which workbooks do not list (ECMA-376, 18.8.30).
const BUILT_IN: Readonly<Record<number, CellStyles[number]>> = {
  14: "day",
  15: "day",
  16: "day",
  17: "day",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "moment",
  27: "day",
  28: "day",
  29: "day",
  30: "day",
  31: "day",
  32: "time",
  33: "time",
  36: "day",
  45: "time",
  46: "time",
  47: "time",
  50: "day",
  57: "day",
};

/** Reads the cell styles out of `xl/styles.xml`. */
export function stylesOf(xml: string): CellStyles {
  const own = new Map<number, CellStyles[number]>();
  const formats: number[] = [];
  let ofCells = false;
  new XmlReader({
    open(name, attributes) {
      if (name === "cellXfs") ofCells = true;
      if (name === "numFmt")
        own.set(Number(attribute(attributes, "numFmtId")), kindOf(attribute(attributes, "formatCode") ?? ""));
      if (name === "xf" && ofCells) formats.push(Number(attribute(attributes, "numFmtId") ?? 0));
    },
    close(name) {
      if (name === "cellXfs") ofCells = false;
    },
    text() {},
    wantsText: () => false,
  }).push(xml);
  return formats.map((format) => own.get(format) ?? BUILT_IN[format] ?? "number");
}

function kindOf(format: string): CellStyles[number] {
  // Quoted and escaped letters, colours and conditions are not part of the pattern.
  const pattern = format.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, "").toLowerCase();
  const day = /[yd]/.test(pattern);
  const time = /[hs]/.test(pattern);
  if (day && time) return "moment";
  if (day || (/m/.test(pattern) && !time)) return "day";
  return time ? "time" : "number";
}

/** How the cells of a workbook are shown. */
export interface CellLook {
  readonly texts: SharedTexts;
  readonly styles: CellStyles;
  /** Days are counted from 1904, as on an old Mac. */
  readonly since1904: boolean;
}

/** A cell as the sheet has it, escapes and all: `value` of `<v>`, `inline` of its own runs of text. */
export interface RawCell {
  readonly attributes: string;
  readonly value: string | null;
  readonly inline: string;
}

/** The text of a cell as a person sees it: dates as dates, numbers without exponents or binary tails. */
export function cellText({ attributes, value, inline }: RawCell, look: CellLook): string {
  const type = attribute(attributes, "t") ?? "n";
  if (type === "inlineStr") return oneLine(unescapeXml(inline));
  if (value === null) return "";
  if (type === "s") return oneLine(look.texts.at(Number(value)));
  if (type === "str" || type === "d") return oneLine(unescapeXml(value));
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "e") return "";
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return oneLine(unescapeXml(value));
  const style = look.styles[Number(attribute(attributes, "s") ?? -1)] ?? "number";
  return style === "number" ? numberText(number) : momentText(number, style, look.since1904);
}

/** A line break inside a cell would end the line of the CSV. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ").trim();
}

function numberText(value: number): string {
  // Workbooks store 15 significant digits; more would show 0.1 + 0.2 as 0.30000000000000004.
  const text = String(Number(value.toPrecision(15)));
  return /e/i.test(text)
    ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

function momentText(serial: number, style: CellStyles[number], since1904: boolean): string {
  // Day 0 is 1899-12-30 (to make up for the non-existent 29 February 1900 of workbooks), or 1904-01-01.
  const zero = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(zero + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return numberText(serial);
  const [day, rest] = at.toISOString().split("T");
  const clock = rest?.slice(0, 8).replace(/:00$/, "") ?? "";
  if (style === "day") return day ?? "";
  return style === "time" ? clock : `${day} ${clock}`;
}
