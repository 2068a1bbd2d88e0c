import { client } from "../../ui/client.ts";
import { newRequestId } from "../../ui/request.ts";
import type { RowOf } from "../../ui/rows.ts";
import { callVerb } from "../../ui/verb.ts";

const BUCKET = "media";

/** An image or a video of the enterprise's library. */
export type Medium = RowOf<"media">;

interface NewMedium {
  readonly kind: Medium["kind"];
  readonly name: string;
  readonly body: Blob;
  readonly ending: string;
  readonly width?: number;
  readonly height?: number;
}

/** The path of a medium on the project's own host. Template content may only show such addresses. */
export function addressOf(path: string): string {
  return `/storage/v1/object/public/${BUCKET}/${path}`;
}

/** Uploads an image or a video to the enterprise's library and returns its address. */
export async function storeMedium(enterprise: string, medium: NewMedium): Promise<string> {
  const { kind, name, body, ending, width, height } = medium;
  const path = `${enterprise}/${newRequestId()}.${ending}`;
  const { error } = await client.storage.from(BUCKET).upload(path, body, { contentType: body.type });
  if (error) throw error;
  await callVerb("add_media", {
    input: { kind, name: name.slice(0, 120), path, bytes: body.size, width, height },
    request: newRequestId(),
  });
  return addressOf(path);
}
