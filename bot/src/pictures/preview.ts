import { createHash } from "node:crypto";
import { type Locale, listText, say } from "@tidings/shared/ground/locale.ts";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { contentSchema } from "@tidings/shared/templates/content.ts";
import { facesOf } from "@tidings/shared/templates/picture/faces.ts";
import { shownParams } from "@tidings/shared/templates/picture/picture.ts";
import { wordsOf } from "@tidings/shared/templates/picture/words.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import type { Picture } from "../ground/answer.ts";
import type { Pictures } from "./images.ts";
import { loadPictures } from "./load.ts";
import { pictureOf } from "./picture.ts";
import { imagesOf, type Phone, type Sheet } from "./sheet.ts";

/** A card to show: the content of a version, on the phones of its vendors. */
export interface Shown {
  readonly layout: string;
  readonly content: unknown;
  readonly vendors: readonly Vendor[];
  /** What parameters are filled with; a missing one shows its example, and without that its name. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is above its phones, such as its version; empty for none. */
  readonly caption?: string;
}

export interface PreviewRequest {
  /** The name of the file, without its ending. */
  readonly name: string;
  /** What the picture is; the words of its last card follow. */
  readonly title: string;
  readonly sender: string;
  readonly locale: Locale;
  /** The address of the project, whose images are loaded; without it there are none. */
  readonly project?: string;
}

/** So many phones are beside each other; what is left can be seen in the panel. */
const MOST_PHONES = 4;
/** As long as every chat takes. */
const LONGEST_ALT = 900;

/**
 * What phones show of `cards`, beside each other: one phone for all vendors that show the same (spec TPL-6). Undefined where nothing can be
 * drawn; with grey boxes where its images cannot be.
 */
export async function previewOf(
  cards: readonly Shown[],
  request: PreviewRequest,
): Promise<Picture | undefined> {
  const { project } = request;
  const load: Load = (sources) => (project ? loadPictures(sources, project) : NO_PICTURES);
  return phonesPicture(
    cards.flatMap((card) => phonesOf(card, request.locale)),
    request,
    load,
  );
}

/** The images with these addresses, as `data:` URLs. */
export type Load = (sources: readonly string[]) => Pictures | Promise<Pictures>;

const NO_PICTURES: Pictures = new Map();

/** A picture of these phones, beside each other; their images are what `load` finds of them. */
export async function phonesPicture(
  all: readonly Phone[],
  { name, title, sender, project }: PreviewRequest,
  load: Load,
): Promise<Picture | undefined> {
  const phones = all.slice(0, MOST_PHONES);
  if (phones.length === 0) return undefined;
  const key = createHash("sha256")
    .update(JSON.stringify({ phones, sender, name, title, project }))
    .digest("hex");
  const known = drawnBefore.get(key);
  if (known) return known;
  const sources = [...new Set(phones.flatMap(({ picture }) => imagesOf(picture)))].filter(Boolean);
  const pictures = sources.length === 0 ? NO_PICTURES : await load(sources);
  const sheet: Sheet = { phones, sender, theme: "light", pictures };
  const words = phones.slice(-1).flatMap(({ picture }) => wordsOf(picture));
  const alt = [...[title, words.join(" · ")].filter(Boolean).join(": ")].slice(0, LONGEST_ALT).join("");
  const plain = pictures.size > 0 ? [{ ...sheet, pictures: new Map() }] : [];
  const picture = await pictureOf(`${name}.png`, alt, sheet, ...plain);
  if (picture && pictures.size === sources.length) keep(key, picture);
  return picture;
}

/** What was drawn lately: a card is redrawn whenever its row changes, while what it shows of a version stays the same. */
const drawnBefore = new Map<string, Picture>();
const MOST_KEPT = 50;

function keep(key: string, picture: Picture): void {
  if (drawnBefore.size >= MOST_KEPT) drawnBefore.clear();
  drawnBefore.set(key, picture);
}

/** The phones of a card; none where its layout or its content cannot be read. */
function phonesOf({ layout, content, vendors, params, caption = "" }: Shown, locale: Locale): Phone[] {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success || !layoutOf(layout)) return [];
  const filled = shownParams(parsed.data, params);
  const faces = facesOf({ layout, content: parsed.data, params: filled, locale }, vendors);
  return faces.map(({ vendors: same, picture }) => {
    const names =
      faces.length > 1
        ? listText(
            same.map((vendor) => say(VENDOR_WORDS[vendor], locale)),
            locale,
          )
        : "";
    return { picture, caption: [caption, names].filter(Boolean).join(" · ") };
  });
}
