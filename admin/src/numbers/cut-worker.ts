import { UncuttableFile } from "@tidings/shared/numbers/file.ts";
import { NotAWorkbook } from "../ui/workbook.ts";
import type { CutOrder, CutReport } from "./cut.ts";
import { cutFile } from "./cutting.ts";

/** Splits a file in a worker, so that the page stays responsive while a million rows are read. */
addEventListener("message", (event: MessageEvent<CutOrder>) => void cut(event.data));

async function cut({ file, name }: CutOrder): Promise<void> {
  let told = 0;
  const progress = (share: number) => {
    // One message per percent is enough.
    if (share - told < 0.01 && share < 1) return;
    told = share;
    report({ kind: "progress", share });
  };
  try {
    for await (const { part, bytes, first_line } of cutFile(file, name, progress)) {
      report({ kind: "part", part, first_line, body: new Blob([bytes], { type: "text/csv" }) });
    }
    report({ kind: "done" });
  } catch (failure) {
    report(problemOf(failure));
  }
}

function problemOf(failure: unknown): CutReport {
  if (failure instanceof NotAWorkbook) return { kind: "failed", problem: "not_a_workbook" };
  if (failure instanceof UncuttableFile)
    return { kind: "failed", problem: "line_too_long", line: failure.line };
  console.error("the file could not be cut", failure);
  return { kind: "failed", problem: "unreadable" };
}

function report(message: CutReport): void {
  postMessage(message);
}
