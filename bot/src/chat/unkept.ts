import { NetworkError } from "../errors.ts";
import { log } from "../log.ts";

/** Logs that what a person asked for was not kept, which they are told. A database that does not answer is no fault of this program. */
export function logUnkept(event: string, error: unknown, key: string): void {
  if (error instanceof NetworkError) log.warn(event, error, { key });
  else log.error(event, error, { key });
}
