import { onHost } from "../on-host.ts";

/** What pictures of this visit were cut from, by the address of the cut: another part can be chosen as long as the page is open. */
const originals = new Map<string, File>();

/** Enough for every picture of a template; the oldest goes. */
const KEPT = 24;

export function keepOriginal(src: string, file: File): void {
  originals.set(src, file);
  const [oldest] = originals.keys();
  if (originals.size > KEPT && oldest !== undefined) originals.delete(oldest);
}

/** What a picture was cut from, else the picture itself. */
export async function originalOf(src: string): Promise<File> {
  return originals.get(src) ?? fileOf(src);
}

/**
 * The picture of an address as a file.
 * @throws PictureUnread
 */
export async function fileOf(src: string): Promise<File> {
  const answer = await fetch(onHost(src)).catch(() => null);
  if (!answer?.ok) throw new PictureUnread();
  const body = await answer.blob();
  const name = src.startsWith("data:") ? "picture" : (src.split("/").at(-1) ?? "picture");
  return new File([body], name, { type: body.type });
}

/** The host did not give it: it is gone, or the network is. */
export class PictureUnread extends Error {}
