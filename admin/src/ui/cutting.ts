import { readNumberFile } from "@tidings/shared/numbers/reading.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import type { CutOrder, CutReport } from "./cut.ts";

/** What the worker does: reads the file, and reports each part, how far it has come, and what is wrong. Never throws. */
export async function cutOrdered(
  { file, name, purpose, fits }: CutOrder,
  report: (message: CutReport) => void,
): Promise<void> {
  let told = 0;
  const progress = (share: number) => {
    // One message per percent is enough.
    if (share - told < 0.01 && share < 1) return;
    told = share;
    report({ kind: "progress", share });
  };
  try {
    for await (const { part, bytes, first_line } of readNumberFile(file, name, { purpose, fits, progress }))
      report({ kind: "part", part, first_line, body: new Blob([bytes], { type: "text/csv" }) });
    report({ kind: "done" });
  } catch (failure) {
    // The browser itself could not read it: it was moved, or is no longer permitted.
    if (!(failure instanceof UnreadableFile)) console.error("the file could not be read", failure);
    const { code, details } =
      failure instanceof UnreadableFile ? failure : new UnreadableFile("file_unreadable");
    report({ kind: "failed", fault: code, details });
  }
}
