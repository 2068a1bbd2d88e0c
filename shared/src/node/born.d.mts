/** The types of born.mjs. */
export function bornOf(pid: number): string | undefined;
