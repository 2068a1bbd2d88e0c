import { useEffect } from "react";
import type { NumberFile } from "./row.ts";
import { importSlice } from "./send-parts.ts";

/**
 * Drives the import of a file while its page is open, slice by slice. The clock does the same for files whose page is
 * closed; a slice is imported once, no matter who requests it.
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
    // The clock continues the import and the page keeps polling the row: slower, but nothing is lost.
    if (!signal.aborted) console.warn("import slice", failure);
  }
}
