import { NetworkError } from "../ground/errors.ts";
import { type LogFields, log } from "../ground/log.ts";

/** Logs what kept something from being done. A database that does not answer is no fault of this program: it is tried again, or the person is told. */
export function logFault(event: string, error: unknown, fields: LogFields): void {
  if (error instanceof NetworkError) log.warn(event, error, fields);
  else log.error(event, error, fields);
}
