/** The bytes of cards. */
import { cardJson } from "@tidings/shared/templates/html.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Open } from "./resolve.ts";

/** So many cards of the same bytes for everybody are kept: a version has at most six, one a vendor. */
const MOST = 600;

/** Cards as a vendor's client gets them. Those without values of one person are made once. */
export class Cards {
  readonly #known = new Map<string, Uint8Array<ArrayBuffer>>();

  bytesOf(open: Open, vendor: Vendor, origin: string): Uint8Array<ArrayBuffer> {
    for (const _name in open.params) return made(open, vendor, origin);
    const key = `${open.key} ${vendor} ${origin}`;
    let bytes = this.#known.get(key);
    if (!bytes) {
      bytes = made(open, vendor, origin);
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(key, bytes);
    }
    return bytes;
  }
}

const encoder = new TextEncoder();

function made({ shown, params }: Open, vendor: Vendor, origin: string): Uint8Array<ArrayBuffer> {
  const { layout, version, content } = shown;
  return encoder.encode(JSON.stringify(cardJson({ layout, version, content, params, vendor, origin })));
}
