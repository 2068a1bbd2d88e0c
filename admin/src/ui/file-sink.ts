/** A file that is written part by part, so that a long one need not be in memory. */
export interface FileSink {
  write(text: string): Promise<void>;
  /** The file is whole: the person has it. */
  close(): Promise<void>;
  /** It will never be whole: the person gets none. */
  abort(): Promise<void>;
}

interface Writable {
  write(text: string): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** `showSaveFilePicker` of Chromium, which TypeScript's library does not know. */
export type PickFile = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<{ createWritable(): Promise<Writable> }>;

/** So much text is handed to the browser as a Blob, which it may keep on its disk. */
const PART = 4 * 1024 * 1024;
const CSV = "text/csv;charset=utf-8";

/**
 * Where a CSV goes: straight to a file that the person chooses, where the browser can (Chromium); elsewhere into Blobs, which
 * are saved when the last part is there. Has to be called while the click that wanted it is fresh.
 *
 * @returns null when the person chose no file
 */
export async function csvSink(
  name: string,
  pick: PickFile | undefined,
  save: (name: string, content: Blob) => void,
): Promise<FileSink | null> {
  if (!pick) return blobSink(name, save);
  try {
    const file = await pick({
      suggestedName: name,
      types: [{ description: "CSV", accept: { "text/csv": [".csv"] } }],
    });
    const stream = await file.createWritable();
    return {
      write: (text) => stream.write(text),
      close: () => stream.close(),
      abort: () => stream.abort(),
    };
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") return null;
    // A frame or a policy forbids the picker: a download is still allowed.
    return blobSink(name, save);
  }
}

function blobSink(name: string, save: (name: string, content: Blob) => void): FileSink {
  const parts: Blob[] = [];
  let open: string[] = [];
  let length = 0;
  const settle = () => {
    if (open.length > 0) parts.push(new Blob(open, { type: CSV }));
    open = [];
    length = 0;
  };
  return {
    async write(text) {
      open.push(text);
      length += text.length;
      if (length >= PART) settle();
    },
    async close() {
      settle();
      save(name, new Blob(parts, { type: CSV }));
    },
    async abort() {
      parts.length = 0;
      open = [];
    },
  };
}

/** The picker of this browser, if it has one. */
export function filePicker(): PickFile | undefined {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: PickFile };
  return showSaveFilePicker?.bind(globalThis);
}
