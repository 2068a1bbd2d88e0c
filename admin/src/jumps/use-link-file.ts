import { type Links, linksOfRows } from "@tidings/shared/links/jump_file.ts";
import { useRef, useState } from "react";
import { NotAWorkbook, readWorkbook } from "../ui/workbook.ts";

/** A workbook of links, read in the browser. */
export interface LinkFile {
  readonly name: string | null;
  readonly links: Links | null;
  readonly reading: boolean;
  readonly trouble: "file_kind" | "file_broken" | null;
  readonly take: (file: File) => Promise<void>;
}

/** Rows read at most; more are more than the ten thousand links allowed. */
const MOST_ROWS = 100_000;

async function rowsOf(file: File): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of readWorkbook(file)) {
    for (const { row, cells } of batch) {
      if (row > MOST_ROWS) return rows;
      // A sheet may omit empty rows; the row numbers still count them.
      while (rows.length < row - 1) rows.push([]);
      rows[row - 1] = [...cells];
    }
  }
  return rows;
}

export function useLinkFile(): LinkFile {
  const [state, setState] = useState<Omit<LinkFile, "take">>({
    name: null,
    links: null,
    reading: false,
    trouble: null,
  });
  const latest = useRef<File | null>(null);

  async function take(file: File) {
    latest.current = file;
    const show = (next: Partial<LinkFile>) => {
      if (latest.current === file)
        setState({ name: file.name, links: null, reading: false, trouble: null, ...next });
    };
    if (!/\.xlsx$/i.test(file.name)) {
      show({ trouble: "file_kind" });
      return;
    }
    show({ reading: true });
    try {
      show({ links: linksOfRows(await rowsOf(file)) });
    } catch (failure) {
      if (!(failure instanceof NotAWorkbook)) console.warn("workbook of links", failure);
      show({ trouble: "file_broken" });
    }
  }

  return { ...state, take };
}
