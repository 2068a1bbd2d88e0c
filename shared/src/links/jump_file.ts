import { type JumpTrouble, jumpForm, jumpTrouble } from "./jump.ts";

/** Jump links as submitted: typed, or in the first column of a workbook. */

/** Splits typed addresses at whitespace, Chinese commas, and commas before `http`: other commas may be part of an address. */
export function splitUrls(text: string): string[] {
  return text
    .split(/[\s，、；]+|,(?=https?:)/i)
    .map((piece) => /^<([^|>]*)(?:\|[^>]*)?>$/.exec(piece)?.[1] ?? piece) // as Slack writes an address
    .filter((piece) => piece !== "");
}

export interface BadLink {
  /** The row of the workbook or the position among the typed ones, from 1. */
  readonly line: number;
  readonly url: string;
  readonly trouble: JumpTrouble;
}

export interface Links {
  /** The valid addresses, without duplicates. */
  readonly urls: readonly string[];
  readonly bad: readonly BadLink[];
  /** The number of duplicates. */
  readonly repeated: number;
}

/** Sorts addresses with their lines into valid and invalid ones; empty ones are skipped. */
export function sortLinks(found: Iterable<readonly [line: number, url: string]>): Links {
  const urls = new Map<string, string>();
  const bad: BadLink[] = [];
  let repeated = 0;
  for (const [line, cell] of found) {
    const url = cell.trim();
    if (url === "") continue;
    const trouble = jumpTrouble(url);
    if (trouble) bad.push({ line, url, trouble });
    else if (urls.has(jumpForm(url))) repeated += 1;
    else urls.set(jumpForm(url), url);
  }
  return { urls: [...urls.values()], bad, repeated };
}

/** The links of a workbook: its first column, one per row. A first row without "://" is a header. */
export function linksOfRows(rows: readonly (readonly string[])[]): Links {
  const heading = rows.length > 0 && !(rows[0]?.[0] ?? "").includes("://") ? 1 : 0;
  return sortLinks(rows.slice(heading).map((cells, index) => [index + heading + 1, cells[0] ?? ""] as const));
}
