import { type JumpTrouble, jumpForm, jumpTrouble } from "./jump.ts";

/** Jump links as people hand them in: typed, or in the first column of a workbook. */

/** Typed addresses, between spaces, lines or Chinese commas; a comma alone belongs to an address. */
export function splitUrls(text: string): string[] {
  return text
    .split(/[\s，、；]+|,(?=https?:)/i)
    .map((piece) => /^<([^|>]*)(?:\|[^>]*)?>$/.exec(piece)?.[1] ?? piece) // as Slack writes an address
    .filter((piece) => piece !== "");
}

export interface BadLink {
  /** The row of the workbook, from 1, or the place among the typed ones. */
  readonly line: number;
  readonly url: string;
  readonly trouble: JumpTrouble;
}

export interface Links {
  /** Addresses that do, each once. */
  readonly urls: readonly string[];
  readonly bad: readonly BadLink[];
  /** How many stood there again. */
  readonly repeated: number;
}

/** Sorts addresses with their lines into those that do and those that do not; empty ones are passed over. */
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

/** The links of a workbook: its first column, one a row; a first row without "://" is a heading. */
export function linksOfRows(rows: readonly (readonly string[])[]): Links {
  const heading = rows.length > 0 && !(rows[0]?.[0] ?? "").includes("://") ? 1 : 0;
  return sortLinks(rows.slice(heading).map((cells, index) => [index + heading + 1, cells[0] ?? ""] as const));
}
