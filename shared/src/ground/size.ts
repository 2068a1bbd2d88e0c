const UNITS = ["KB", "MB", "GB"] as const;

/** A limit of bytes as people read it: `200 KB`, `8 MB`, `1 GB`. */
export function limitText(bytes: number): string {
  const at = bytes < 1024 ** 2 ? 0 : bytes < 1024 ** 3 ? 1 : 2;
  return `${bytes / 1024 ** (at + 1)} ${UNITS[at]}`;
}
