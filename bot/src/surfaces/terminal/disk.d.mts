/** The types of disk.mjs, which a command loads before anything else. */
export function aboutFile(path: string): { readonly name: string; readonly bytes: number } | null;
export function saveFile(folder: string, name: string, bytes: Uint8Array): string;
