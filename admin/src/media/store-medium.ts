import { KEPT } from "@tidings/shared/files/kinds.ts";
import { newRequestId } from "../ui/request.ts";
import type { RowOf } from "../ui/rows.ts";
import { keepFile } from "../ui/store-file.ts";
import { callVerb } from "../ui/verb.ts";

/** An image or a video of the enterprise's library. */
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

/** An image or a video as a content shows it: its address, and what was measured of it. */
export interface Shown {
  readonly src: string;
  readonly bytes: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** How a content shows an object of the library. */
export const shownAs = ({
  path,
  bytes,
  width,
  height,
}: Pick<Medium, "path" | "bytes" | "width" | "height">): Shown => ({
  src: addressOf(path),
  bytes,
  width: width ?? undefined,
  height: height ?? undefined,
});

/** Adds a kept image or video to the library. Answers its row, which is there already where the same bytes were added before. */
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
