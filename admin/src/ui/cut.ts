import type { NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { type FaultDetails, type FileFault, UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";

/** The request to the worker. `fits`: its columns have to be fit to fill parameters. */
export interface CutOrder {
  readonly file: Blob;
  readonly name: string;
  readonly purpose: NumberPurpose;
  readonly fits: boolean;
}

/** The messages of the worker. */
export type CutReport =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "part"; readonly part: number; readonly first_line: number; readonly body: Blob }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly fault: FileFault; readonly details: FaultDetails };

/** A part ready to be uploaded. The browser may keep it on disk. */
export interface ReadyPart {
  readonly part: number;
  readonly first_line: number;
  readonly body: Blob;
}

/** Seconds that a file may take; a workbook of a million rows takes 8 on an idle machine. Its memory is bounded by what the reader keeps. */
const MOST_SECONDS = 120;

/**
 * Reads `file` in a worker and cuts it into parts of CSV. `progress` receives the share read, 0 to 1.
 *
 * @throws UnreadableFile, or the signal's reason when it is aborted
 */
export function cutInWorker(
  order: CutOrder,
  progress: (share: number) => void = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadyPart[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./cut-worker.ts", import.meta.url), { type: "module" });
    const parts: ReadyPart[] = [];
    const end = (act: () => void) => {
      worker.terminate();
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      act();
    };
    const refuse = (fault: FileFault, details: FaultDetails = {}) =>
      end(() => reject(new UnreadableFile(fault, details)));
    const stop = () => end(() => reject(signal.reason));
    const timer = setTimeout(() => refuse("reading_too_long", { max: MOST_SECONDS }), MOST_SECONDS * 1_000);
    signal.addEventListener("abort", stop);
    worker.addEventListener("error", () => refuse("reading_broke_off"));
    worker.addEventListener("message", ({ data }: MessageEvent<CutReport>) => {
      if (data.kind === "progress") progress(data.share);
      else if (data.kind === "part") parts.push(data);
      else if (data.kind === "failed") refuse(data.fault, data.details);
      else end(() => resolve(parts));
    });
    worker.postMessage(order);
  });
}
