import { useEffect } from "react";
import type { NumberFile } from "./row.ts";
import { importSlice } from "./send-parts.ts";

/**
 * Drives the import of a file while its page is open: slice after slice until it is done. The clock does the same
 * for files nobody looks at; a slice is imported once, whoever asks.
 */
export function useImport(file: NumberFile | undefined, refresh: () => void): void {
  const id = file?.state === "importing" ? file.id : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: refresh is made anew with each drawing
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    void drive(id, controller.signal).finally(() => {
      if (!controller.signal.aborted) refresh();
    });
    return () => controller.abort();
  }, [id]);
}

async function drive(id: string, signal: AbortSignal): Promise<void> {
  try {
    while (!signal.aborted && !(await importSlice(id, signal)));
  } catch (failure) {
    // The clock goes on with it, and the page keeps reading the row: nothing is lost, only slower.
    if (!signal.aborted) console.warn("import slice", failure);
  }
}
