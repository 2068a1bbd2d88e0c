import { client } from "../../ui/client.ts";
import { newRequestId } from "../../ui/request.ts";
import { callVerb } from "../../ui/verb.ts";
import type { Picture } from "./crop.ts";

const BUCKET = "media";

/** Puts a picture into the enterprise's library and gives its address on the project's own host. */
export async function keepPicture(enterprise: string, name: string, picture: Picture): Promise<string> {
  const path = `${enterprise}/${newRequestId()}.${picture.ending}`;
  const { error } = await client.storage
    .from(BUCKET)
    .upload(path, picture.body, { contentType: picture.body.type });
  if (error) throw error;
  await callVerb("add_media", {
    kind: "image",
    name: name.slice(0, 120),
    path,
    bytes: picture.body.size,
    width: picture.width,
    height: picture.height,
    request: newRequestId(),
  });
  return `/storage/v1/object/public/${BUCKET}/${path}`;
}
