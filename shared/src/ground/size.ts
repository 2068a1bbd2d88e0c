const UNITS = ["B", "KB", "MB", "GB"] as const;

/** A limit of bytes as people read it: `200 KB`, `8 MB`, `1 GB`. */
export function limitText(bytes: number): string {
  const at = bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  return `${bytes / 1024 ** at} ${UNITS[at]}`;
}

/** How long something plays: `1:05`. */
export function lengthText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A size as it was measured: `1.2 MB`. */
export function sizeText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${UNITS[step]}`;
}
