/** The address of a caller: the hop that the last proxy of ours or of the host has added. What is before it is what the caller wrote. */
export function callerAddress(headers: Headers, header: string, hops: number): string {
  const all = (headers.get(header) ?? "").split(",");
  const said = (all[Math.max(all.length - hops, 0)] ?? "").trim();
  return said.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}
