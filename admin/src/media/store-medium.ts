import { KEPT, type KeptFile } from "@tidings/shared/files/kinds.ts";
import { webPictureName } from "@tidings/shared/media/web_picture.ts";
import { callFunction } from "../ui/call-function.ts";
import { newRequestId } from "../ui/request.ts";
import type { RowOf } from "../ui/rows.ts";
import { keepFile } from "../ui/store-file.ts";
import { callVerb } from "../ui/verb.ts";

/** An image, an audio or a video of the enterprise's library. */
export type Medium = RowOf<"media">;

interface NewMedium {
  readonly name: string;
  readonly body: Blob;
  readonly ending: string;
}

/** The path of a medium on the project's own host. Template content may only show such addresses. */
export function addressOf(path: string): string {
  return `/storage/v1/object/public/${KEPT.media.bucket}/${path}`;
}

/** A medium as a content shows it: its address, and what was measured of it. */
export interface Shown {
  readonly src: string;
  readonly bytes: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Of what plays. */
  readonly seconds?: number;
}

/** How a content shows an object of the library. */
export const shownAs = ({
  path,
  bytes,
  width,
  height,
  duration_ms,
}: Pick<Medium, "path" | "bytes" | "width" | "height" | "duration_ms">): Shown => ({
  src: addressOf(path),
  bytes,
  width: width ?? undefined,
  height: height ?? undefined,
  ...(duration_ms === null ? {} : { seconds: duration_ms / 1000 }),
});

/** Who may add to the library: authors of the basic edition use the same one. */
export const mayAddMedia = (may: (action: string) => boolean): boolean =>
  may("KooMessage:media:create") || may("KooMessageBasic:template:create");

/** Adds a kept medium to the library. Answers its row, which is there already where the same bytes were added before. */
export function addMedium(path: string, name: string, folder?: string): Promise<Medium> {
  const input = { name: name.slice(0, 120), path, ...(folder === undefined ? {} : { folder }) };
  return callVerb<Medium>("add_media", { input, request: newRequestId() });
}

/** What was measured of a medium, and where it is kept. */
export type Measured = Pick<Medium, "path" | "bytes" | "width" | "height" | "duration_ms">;

/** Has a medium kept, and adds it to the enterprise's library. Answers what was measured of it. */
export async function keepMedium(enterprise: string, { name, body, ending }: NewMedium): Promise<Measured> {
  const kept = await keepFile("media", enterprise, body, ending);
  await addMedium(kept.path, name);
  return kept;
}

/** As `keepMedium`; answers how a content shows it. */
export async function storeMedium(enterprise: string, medium: NewMedium): Promise<Shown> {
  return shownAs(await keepMedium(enterprise, medium));
}

/** Has a picture of a web page fetched, and adds it to the enterprise's library. @throws the refusal of `fetch-picture` */
export async function storeWebPicture(enterprise: string, url: string): Promise<Medium> {
  const { path } = await callFunction<KeptFile>("fetch-picture", { url, enterprise });
  return addMedium(path, webPictureName(url));
}
