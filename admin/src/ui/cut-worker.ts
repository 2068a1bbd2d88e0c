import type { CutOrder, CutReport } from "./cut.ts";
import { cutOrdered } from "./cutting.ts";

/** Reads a number file in a worker, so that the page stays responsive while a million rows are read, and can end it. */
addEventListener("message", (event: MessageEvent<CutOrder>) => {
  void cutOrdered(event.data, (report: CutReport) => postMessage(report));
});
