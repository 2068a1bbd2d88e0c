/** Pictures and videos that a template shows, uploaded before it. */
import type { Material } from "@tidings/shared/templates/koomessage/body.ts";
import { z } from "zod";
import { type Channel, Silent } from "../calls.ts";
import { ask } from "./client.ts";

const taken = z.object({
  data: z.object({ material_id: z.coerce.string().min(1), aim_resource_id: z.coerce.string().min(1) }),
});

/** Seven megabytes take their time. */
const UPLOAD_MS = 60_000;
const ENDING: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg" };

/** In pieces, as a function takes so many arguments only. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** What cannot be fetched by the service is given as it is: a picture that is written out, or an address of this machine. Null for what it can. */
export async function streamOf(source: string): Promise<string | null> {
  if (source.startsWith("data:")) return source;
  if (source.startsWith("https:")) return null;
  const answer = await fetch(source, { signal: AbortSignal.timeout(UPLOAD_MS) }).catch(() => null);
  if (!answer?.ok) throw new Silent("a picture of the library could not be read");
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  return `data:${type};base64,${base64Of(new Uint8Array(await answer.arrayBuffer()))}`;
}

/**
 * Uploads one: of ours by its address, which the service fetches. Uploading again leaves one more behind, which nothing shows.
 *
 * @param name unique: what it is called there
 * @param video of a cover: the video's material
 * @throws Silent when it was not taken
 */
export async function upload(channel: Channel, material: Material, name: string, video: string | null) {
  const { type, source, rate } = material;
  const stream = await streamOf(source);
  const kind = /^data:([a-z]+\/[a-z0-9]+);/.exec(stream ?? "")?.[1] ?? "";
  const file =
    stream !== null
      ? { file_type: "stream", file_stream: stream, file_name: `${name}.${ENDING[kind] ?? "mp4"}` }
      : { file_type: "url", file_url: source, file_name: name };
  const body = {
    resource_type: type,
    ...file,
    ...(rate === null ? {} : { image_rate: rate }),
    ...(video === null ? {} : { material_id: video }),
  };
  const said = await ask(channel, {
    method: "POST",
    path: "/v1/aim/template-materials",
    body,
    ms: UPLOAD_MS,
  });
  if (said.outcome !== "done") throw new Silent(`did not take a ${type} of the template: ${said.why}`);
  const read = taken.safeParse(said.body).data;
  if (!read) throw new Silent(`did not take a ${type} of the template: the answer has no id`);
  return { material: read.data.material_id, resource: read.data.aim_resource_id };
}
