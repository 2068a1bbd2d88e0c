import { type Links, linksOfRows } from "@tidings/shared/links/jump_file.ts";
import { rowsOf } from "@tidings/shared/numbers/reading.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { useRef, useState } from "react";
import { cutInWorker } from "../ui/cut.ts";

/** A workbook of links, read in the browser. */
export interface LinkFile {
  readonly name: string | null;
  readonly links: Links | null;
  readonly reading: boolean;
  /** The file is of another kind, or cannot be read. */
  readonly trouble: "file_kind" | UnreadableFile | null;
  readonly take: (file: File) => Promise<void>;
}

/** Rows read at most; more are more than the ten thousand links allowed. */
const MOST_ROWS = 100_000;

async function rowsIn(file: File): Promise<string[][]> {
  const parts = await cutInWorker({ file, name: file.name, edition: "aim", fits: false });
  const text = await new Blob(parts.map(({ body }) => body)).text();
  return rowsOf(text, MOST_ROWS);
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
      show({ links: linksOfRows(await rowsIn(file)) });
    } catch (failure) {
      if (!(failure instanceof UnreadableFile)) console.warn("workbook of links", failure);
      show({ trouble: failure instanceof UnreadableFile ? failure : new UnreadableFile("file_unreadable") });
    }
  }

  return { ...state, take };
}
