/** A film as 3gp, which is an mp4 under another brand: since its sixth release 3GPP takes H.264, so the pictures stay as they are. */
const BRAND = new TextEncoder().encode("3gp6");
/** The first box: its size, `ftyp`, the brand, a version, and the brands that it is compatible with. */
const AT = { name: 4, brand: 8, first_compatible: 16 } as const;

/** @throws where it is no mp4 whose first box has a brand that it is compatible with */
export function asThreeGp(film: Uint8Array): Uint8Array {
  const size = new DataView(film.buffer, film.byteOffset).getUint32(0);
  const name = new TextDecoder().decode(film.subarray(AT.name, AT.brand));
  if (name !== "ftyp" || size < AT.first_compatible + BRAND.length)
    throw new Error("this is no mp4 with brands");
  const made = Uint8Array.from(film);
  made.set(BRAND, AT.brand);
  made.set(BRAND, AT.first_compatible);
  return made;
}
