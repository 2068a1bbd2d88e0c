/** A picture of a web page (BAS-2, 网页提取), as bytes. What these are is measured where they are kept, whatever its server says. */

import type { LinkTrouble } from "@tidings/shared/templates/link_answer.ts";
import { askWeb, Lost, PUBLIC, type Reach, type WebAnswer } from "./web.ts";

/** Room for the head of an answer, and for the lengths between the pieces of its body. */
const AROUND = 131_072;

/** Why there is no picture. */
export type NoPicture = LinkTrouble | "status" | "size" | "packed";

/** The bytes at an address, of at most `most`; else why there are none. Never throws for anything that is out there. */
export async function pictureAt(
  address: string,
  most: number,
  reach: Reach = PUBLIC,
): Promise<Uint8Array<ArrayBuffer> | NoPicture> {
  try {
    const wish = { accept: "image/png,image/jpeg,image/gif", most: most + AROUND };
    const answer = await askWeb(address, wish, reach);
    return bodyOf(answer, most);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    return error.trouble;
  }
}

function bodyOf(
  { status, headers, body, whole }: WebAnswer,
  most: number,
): Uint8Array<ArrayBuffer> | NoPicture {
  if (status !== 200) return "status";
  // It was asked not to be packed.
  if ((headers.get("content-encoding") ?? "identity").toLowerCase() !== "identity") return "packed";
  const isChunked = /\bchunked\b/i.test(headers.get("transfer-encoding") ?? "");
  const length = headers.get("content-length");
  const said = length === undefined ? null : Number(length);
  if ((said ?? 0) > most) return "size";
  const bytes = isChunked ? unchunked(body) : said === null ? (whole ? body : null) : cutTo(body, said);
  // Broken off, or so large that it was read no further.
  if (bytes === null) return body.length > most ? "size" : "no_answer";
  return bytes.length > most ? "size" : bytes;
}

const cutTo = (body: Uint8Array<ArrayBuffer>, length: number) =>
  Number.isSafeInteger(length) && length >= 0 && body.length >= length ? body.subarray(0, length) : null;

/** A body in pieces as one; null where its last piece, of no bytes, has not come. */
function unchunked(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const whole = new Uint8Array(body.length);
  let size = 0;
  for (let at = 0; ; ) {
    const end = body.indexOf(13, at);
    const line = end < 0 ? "" : new TextDecoder().decode(body.subarray(at, Math.min(end, at + 32)));
    const length = /^[0-9a-f]{1,8}/i.exec(line)?.[0];
    if (length === undefined) return null;
    const bytes = Number.parseInt(length, 16);
    if (bytes === 0) return whole.slice(0, size);
    const from = end + 2;
    if (from + bytes > body.length) return null;
    whole.set(body.subarray(from, from + bytes), size);
    size += bytes;
    at = from + bytes + 2;
  }
}
