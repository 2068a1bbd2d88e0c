import type { Vendor } from "../../vendors/words.ts";
import type { CardPicture } from "./model.ts";
import { cardPicture, type PictureRequest } from "./picture.ts";

/** A picture and the vendors whose phones all show it so. */
export interface Face {
  readonly vendors: readonly Vendor[];
  readonly picture: CardPicture;
}

/** The pictures of a card that its vendors show: one for all that show the same, in the order of `vendors`. */
export function facesOf(request: Omit<PictureRequest, "vendor">, vendors: readonly Vendor[]): Face[] {
  const faces = new Map<string, Face>();
  for (const vendor of vendors) {
    const picture = cardPicture({ ...request, vendor });
    const look = JSON.stringify({ ...picture, vendor: null });
    const same = faces.get(look);
    faces.set(look, { vendors: [...(same?.vendors ?? []), vendor], picture: same?.picture ?? picture });
  }
  return [...faces.values()];
}
