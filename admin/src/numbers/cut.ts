/** The request to the worker. */
export interface CutOrder {
  readonly file: Blob;
  readonly name: string;
}

/** Why a file could not be split. `unreadable`: the browser could not read it (moved, or no longer permitted). */
export type CutProblem = "not_a_workbook" | "line_too_long" | "unreadable" | "file_empty";

/** The messages of the worker. */
export type CutReport =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "part"; readonly part: number; readonly first_line: number; readonly body: Blob }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly problem: CutProblem; readonly line?: number };

/** A part ready to be uploaded. The browser may keep it on disk. */
export interface ReadyPart {
  readonly part: number;
  readonly first_line: number;
  readonly body: Blob;
}

/** The file cannot be split into parts. */
export class CannotCut extends Error {
  readonly problem: CutProblem;
  readonly line: number | undefined;
  constructor(problem: CutProblem, line?: number) {
    super(problem);
    this.problem = problem;
    this.line = line;
  }
}

/**
 * Splits `file` in a worker. `progress` receives the share read, 0 to 1.
 *
 * @throws CannotCut, or the signal's reason when it is aborted
 */
export function cutInWorker(
  file: Blob,
  name: string,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<ReadyPart[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./cut-worker.ts", import.meta.url), { type: "module" });
    const parts: ReadyPart[] = [];
    const end = (act: () => void) => {
      worker.terminate();
      signal.removeEventListener("abort", stop);
      act();
    };
    const stop = () => end(() => reject(signal.reason));
    signal.addEventListener("abort", stop);
    worker.addEventListener("error", () => end(() => reject(new CannotCut("unreadable"))));
    worker.addEventListener("message", ({ data }: MessageEvent<CutReport>) => {
      if (data.kind === "progress") progress(data.share);
      else if (data.kind === "part") parts.push(data);
      else if (data.kind === "failed") end(() => reject(new CannotCut(data.problem, data.line)));
      else if (parts.length === 0) end(() => reject(new CannotCut("file_empty")));
      else end(() => resolve(parts));
    });
    worker.postMessage({ file, name } satisfies CutOrder);
  });
}
