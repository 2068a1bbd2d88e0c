import { AsyncLocalStorage } from "node:async_hooks";

/** Whether the person for whom something is done has left meanwhile: requests for them are given up then. */
const current = new AsyncLocalStorage<AbortSignal>();

/** Does `work`, with all that it waits for, until `ended` is aborted. */
export const untilEnded = <T>(ended: AbortSignal, work: () => T): T => current.run(ended, work);

export const endedNow = (): AbortSignal | null => current.getStore() ?? null;
