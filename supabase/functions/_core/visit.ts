/** What a phone meets at an address that somebody typed (TPL-4). */
import type { LinkAnswer } from "@tidings/shared/templates/link_answer.ts";
import { askWeb, Lost, PUBLIC, type Reach, type WebAnswer } from "./web.ts";

/** Where a page says how wide it is, is in its head. */
const MOST_BYTES = 131_072;
const PAGE = { accept: "text/html,*/*;q=0.8", most: MOST_BYTES };

/** Visits the address and what it leads on to. Never throws for anything that is out there. */
export async function visit(address: string, reach: Reach = PUBLIC): Promise<LinkAnswer> {
  try {
    const answer = await askWeb(address, PAGE, reach);
    return { final: answer.final, redirects: answer.redirects, trouble: null, ...seenOf(answer) };
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    const { trouble, certificate, final, redirects } = error;
    const nothing = { status: null, valid_until: null, type: null, bytes: null, fits_phone: null };
    return { ...nothing, final, redirects, trouble, certificate };
  }
}

type Seen = Pick<LinkAnswer, "status" | "certificate" | "valid_until" | "type" | "bytes" | "fits_phone">;

function seenOf({ status, headers, body, isTls, until }: WebAnswer): Seen {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;
  const length = Number(headers.get("content-length") ?? Number.NaN);
  const isPage = status < 300 && (type === "text/html" || type === "application/xhtml+xml");
  // What is packed although it was asked not to be, nothing is said of.
  const isPlain = (headers.get("content-encoding") ?? "identity") === "identity";
  const page = isPage && isPlain ? new TextDecoder().decode(body) : "";
  return {
    status,
    type,
    certificate: isTls ? "good" : "none",
    valid_until: until,
    bytes: Number.isSafeInteger(length) && length >= 0 ? length : null,
    fits_phone: isPage && isPlain ? fitsPhone(unchunked(page), page.length >= MOST_BYTES / 2) : null,
  };
}

/** Bounded, since a page may be made to keep the search busy. `isCut`: of what was not read to its end nothing is denied. */
function fitsPhone(page: string, isCut: boolean): boolean | null {
  const found = /<meta[^<>]{1,400}?\bname\s{0,9}=\s{0,9}["']?viewport/i.test(page);
  return found || !isCut ? found : null;
}

/** Without the lengths between the pieces of a chunked body. */
const unchunked = (body: string) => body.replace(/\r\n[0-9a-f]+\r\n/gi, "");
