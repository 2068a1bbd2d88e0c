/** `/v1/aim/template-material-thumbnails`: the pictures that may stand for a video, and which of them does. */
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { type Row, text } from "./asked.ts";
import { addressOf, mediaWith, noMaterial, rateOf } from "./library.ts";
import { outcome, plainOutcome, stepOf, success } from "./told.ts";

const told = {
  id: z.string(),
  created_at: z.string(),
  is_primary: z.int().describe("1: used as the video's cover"),
  file_name: z.string(),
  aim_resource_id: z.string(),
  obs_object_key: z.string(),
  obs_file_url: z.string(),
  image_rate: z.string().describe("Empty: the service has no name for its ratio"),
  is_auto_gen: z.int().describe("0: uploaded"),
  size: z.int().describe("Bytes"),
};
const listed = named("ListThumbnail", z.object(told));
export const thumbnail = named("Thumbnail", z.object({ ...told, resource_type: z.literal("thumbnail") }));

const thumbnailTold = (row: Row, nth: number, { env }: Asked): z.infer<typeof listed> => ({
  id: String(row.id),
  created_at: instantText(row.created_at),
  is_primary: nth === 0 ? 1 : 0,
  file_name: String(row.name),
  aim_resource_id: String(row.id),
  obs_object_key: String(row.path),
  obs_file_url: addressOf(env, row.path),
  image_rate: rateOf(row) ?? "",
  is_auto_gen: 0,
  size: Number(row.bytes),
});

/** Ids of pictures by the video, the first one's before the others'. */
const coversOf = ({ covers }: Row): string[] => z.array(z.string()).catch([]).parse(covers);

/** The pictures of these videos that are in the library still. */
async function picturesOf(asked: Asked, videos: readonly Row[]): Promise<(video: Row) => Row[]> {
  const ids = [...new Set(videos.flatMap(coversOf))];
  const rows = ids.length === 0 ? [] : await mediaWith(asked, ids);
  return (video) =>
    coversOf(video)
      .map((id) => rows.find((row) => row.id === id))
      .filter((row) => row !== undefined);
}

/** What stands for each of these videos. */
export async function thumbnailsOf(asked: Asked, videos: readonly Row[]) {
  const pictures = await picturesOf(asked, videos);
  return (video: Row): z.infer<typeof thumbnail> | null => {
    const [first] = pictures(video);
    return first ? { ...thumbnailTold(first, 0, asked), resource_type: "thumbnail" } : null;
  };
}

/** @throws Refusal 400 KM.80020018 */
export async function videoWith(asked: Asked, id: string): Promise<Row> {
  const [row] = await mediaWith(asked, [id]);
  if (row?.kind !== "video") throw noMaterial(id);
  return row;
}

async function show(asked: Asked): Promise<Answer> {
  const video = await videoWith(asked, String(asked.query.aim_resource_id));
  const pictures = await picturesOf(asked, [video]);
  return success(pictures(video).map((row, nth) => thumbnailTold(row, nth, asked)));
}

async function choose(asked: Asked): Promise<Answer> {
  const { aim_resource_id, thumbnail_id } = asked.body as { aim_resource_id: string; thumbnail_id: string };
  const video = await videoWith(asked, aim_resource_id);
  if (!coversOf(video).includes(thumbnail_id)) throw noMaterial(thumbnail_id);
  await stepOf(asked)("cover_media", { media: video.id, input: { picture: thumbnail_id } });
  return success();
}

const PATH = "/v1/aim/template-material-thumbnails";

export const THUMBNAIL_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: PATH, dialect: "vendor", group: "AIM materials", once: "may" },
    summary: "SetPrimaryVideoThumbnail",
    description: "Used by templates that don't specify a cover for the video.",
    body: z.strictObject({ aim_resource_id: text(64), thumbnail_id: text(64) }),
    answers: { 200: plainOutcome },
    run: choose,
  },
  {
    ...{ method: "get", path: PATH, dialect: "vendor", group: "AIM materials" },
    summary: "ShowTemplateVideoThumbnail",
    query: z.strictObject({ aim_resource_id: text(64) }),
    answers: { 200: outcome(z.array(listed)) },
    run: show,
  },
];
