import { AsyncLocalStorage } from "node:async_hooks";

/** The trace of what is being done now (`shared/src/ground/trace.ts`): requests carry it, and lines of the log name it. */
const current = new AsyncLocalStorage<string>();

/** Does `work` in this trace, with all that it waits for. */
export const inTrace = <T>(trace: string, work: () => T): T => current.run(trace, work);

export const traceNow = (): string | null => current.getStore() ?? null;
