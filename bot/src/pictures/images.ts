import type { Colours } from "@tidings/shared/templates/picture/colours.ts";
import type { PictureImage } from "@tidings/shared/templates/picture/model.ts";
import { plain } from "@tidings/shared/templates/picture/text.ts";
import { box, type Node, type Style } from "./nodes.ts";

/** Images by their address, as `data:` URLs. One that is missing is drawn as a grey box with its words. */
export type Pictures = ReadonlyMap<string, string>;

/** What a card is drawn with. */
export interface Brush {
  readonly colours: Colours;
  readonly pictures: Pictures;
  /** Texts are in the middle, as they are on a background. */
  readonly centred?: boolean;
  /** The corners of an image, where they are not the usual ones. */
  readonly radius?: string;
}

/** One pixel, to which the layout adds what it stands for. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg";
const STAND_IN = new RegExp(
  `href="data:image/png;base64,${PIXEL.replaceAll("+", "\\+")}([A-Za-z0-9_-]*)" preserveAspectRatio="none"`,
  "g",
);

/**
 * An image cut to its frame. The layout gets a pixel that stands for it: it needs no bytes, and its library would read them with a decoder of its own
 * that knows no WebP. `withImages` puts the real one in.
 */
export function imageNode(image: PictureImage, style: Style, { colours, pictures }: Brush): Node {
  const found = pictures.has(image.src);
  if (!found) {
    const look = { background: colours.line, color: colours.soft, fontSize: 13, lineHeight: 1.4 };
    const words = box({ padding: 12, textAlign: "center" }, plain(image.alt));
    return box(
      { ...style, ...look, alignItems: "center", justifyContent: "center", overflow: "hidden" },
      words,
    );
  }
  const src = `data:image/png;base64,${PIXEL}${[...pictures.keys()].indexOf(image.src)}`;
  return { type: "img", props: { src, style: { objectFit: "fill", ...style } } };
}

/** `svg` with the images in it. */
export function withImages(svg: string, pictures: Pictures): string {
  const all = [...pictures.values()];
  return svg.replace(
    STAND_IN,
    (_all, index: string) => `href="${all[Number(index)] ?? ""}" preserveAspectRatio="xMidYMid slice"`,
  );
}
