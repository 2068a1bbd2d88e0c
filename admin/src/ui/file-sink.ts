/** A file that is written part by part, so that a long one is not held in memory. */
export interface FileSink {
  write(text: string): Promise<void>;
  /** The file is complete; it is saved. */
  close(): Promise<void>;
  /** Writing failed or was cancelled; no file is saved. */
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

/** Characters per Blob; the browser may keep Blobs on disk. */
const PART = 4 * 1024 * 1024;

/** The format of a file, as the file picker and the browser call it. */
interface FileFormat {
  readonly description: string;
  readonly type: string;
  readonly ending: string;
}

export const CSV: FileFormat = { description: "CSV", type: "text/csv", ending: ".csv" };
/** A JSON value a line. */
export const NDJSON: FileFormat = {
  description: "NDJSON",
  type: "application/x-ndjson",
  ending: ".ndjson",
};

/**
 * The destination of a long file: one that the person chooses, where the browser supports it (Chromium); elsewhere Blobs
 * that are downloaded after the last part. Must be called during the click: the file picker needs a user gesture.
 *
 * @returns null when the person cancelled the file picker
 */
export async function fileSink(
  format: FileFormat,
  name: string,
  pick: PickFile | undefined,
  save: (name: string, content: Blob) => void,
): Promise<FileSink | null> {
  const type = `${format.type};charset=utf-8`;
  if (!pick) return blobSink(type, name, save);
  try {
    const file = await pick({
      suggestedName: name,
      types: [{ description: format.description, accept: { [format.type]: [format.ending] } }],
    });
    const stream = await file.createWritable();
    return {
      write: (text) => stream.write(text),
      close: () => stream.close(),
      abort: () => stream.abort(),
    };
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") return null;
    // The picker is blocked by a frame or a policy; a download still works.
    return blobSink(type, name, save);
  }
}

function blobSink(type: string, name: string, save: (name: string, content: Blob) => void): FileSink {
  const parts: Blob[] = [];
  let open: string[] = [];
  let length = 0;
  const settle = () => {
    if (open.length > 0) parts.push(new Blob(open, { type }));
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
      save(name, new Blob(parts, { type }));
    },
    async abort() {
      parts.length = 0;
      open = [];
    },
  };
}

/** The file picker, if this browser has one. */
export function filePicker(): PickFile | undefined {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: PickFile };
  return showSaveFilePicker?.bind(globalThis);
}
