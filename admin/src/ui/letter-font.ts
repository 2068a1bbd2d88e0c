import address from "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff?url";
import { openWoff } from "@tidings/shared/ground/woff.ts";
import { unzlibSync } from "fflate";

/**
 * The font of letters: Latin and all of GB 2312. 1.5 MB, fetched when a letter is, and opened once: pdfkit reads a WOFF too, but
 * inflates its outlines anew for each character, 25 s a letter against 0.3 s.
 *
 * @throws when it cannot be fetched
 */
export async function letterFont(): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the font of letters: ${answer.status}`);
  return openWoff(new Uint8Array(await answer.arrayBuffer()), unzlibSync);
}
