/** `/v1/aim/template-materials`: pictures and videos come into the library, are listed, and go into its bin. */
import { Buffer } from "node:buffer";
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import type { KeptFile } from "@tidings/shared/files/kinds.ts";
import { webPictureName } from "@tidings/shared/media/web_picture.ts";
import { RATES } from "@tidings/shared/templates/koomessage/cards.ts";
import { z } from "zod";
import { actAs, callAs } from "../../_core/caller.ts";
import { keepForLibrary } from "../../_core/library.ts";
import { Refusal } from "../../_core/reply.ts";
import { bucketOf } from "../../_core/storage.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { type Filters, fault, given, hereOf, type Row, text, withId } from "./asked.ts";
import { addressOf, mediaWith, noMaterial, rateOf } from "./library.ts";
import { pageByNumber, pageNumber } from "./page_numbers.ts";
import { thumbnail, thumbnailsOf, videoWith } from "./thumbnails.ts";
import { outcome, plainOutcome, stepOf, success } from "./told.ts";

const KB = 1024;
/** What each may be: the beginnings of its stream, and the most bytes. */
const KINDS = {
  image: { like: /^data:image\/(?:png|jpe?g);base64,/, of: "image/", most: 2 * KB * KB },
  video: { like: /^data:video\/mp4;base64,/, of: "video/mp4", most: 7 * KB * KB },
  thumbnail: { like: /^data:image\/(?:png|jpe?g);base64,/, of: "image/", most: 100 * KB },
} as const;
type Kind = keyof typeof KINDS;

/** The largest video as base64, and what stands before it. */
const MOST_STREAM = Math.ceil((7 * KB * KB) / 3) * 4 + 100;

const body = z.strictObject({
  resource_type: z.enum(["image", "video", "thumbnail"]),
  material_id: text(64).optional().describe("For a thumbnail: its video"),
  file_type: z.enum(["url", "stream"]),
  file_url: text(1000).optional().describe("For a picture publicly available on the web"),
  file_stream: z
    .string()
    .max(MOST_STREAM)
    .optional()
    .describe("data:image/png;base64,… · image ≤ 2 MB, video (MP4) ≤ 7 MB, thumbnail ≤ 100 KB"),
  image_rate: z.enum(Object.values(RATES)).optional().describe("Determined by its pixels"),
  file_name: text(100).optional(),
  description: z.string().max(200).optional().describe("Accepted but not stored"),
});
type Body = z.infer<typeof body>;

const material = named(
  "Material",
  z.object({
    id: z.string(),
    created_at: z.string(),
    resource_type: z.enum(["image", "video"]),
    file_name: z.string(),
    aim_resource_id: z.string().describe("Used to reference it in templates: same as id"),
    obs_object_key: z.string(),
    obs_file_url: z.string(),
    image_rate: z.string().optional(),
    thumbnail: thumbnail.optional(),
  }),
);

const materialTold = (row: Row, { env }: Asked): z.infer<typeof material> => {
  const image_rate = rateOf(row);
  return {
    id: String(row.id),
    created_at: instantText(row.created_at),
    resource_type: row.kind === "video" ? "video" : "image",
    file_name: String(row.name),
    aim_resource_id: String(row.id),
    obs_object_key: String(row.path),
    obs_file_url: addressOf(env, row.path),
    ...(image_rate === undefined ? {} : { image_rate }),
  };
};

/** The bytes of a stream. @throws Refusal 400 KM.80020019 */
function bytesIn({ resource_type, file_stream = "" }: Body): Uint8Array<ArrayBuffer> {
  const { like, most } = KINDS[resource_type];
  const [before] = like.exec(file_stream) ?? [];
  const base64 = file_stream.slice(before?.length ?? 0);
  if (before === undefined || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw fault("KM.80020019", `file_stream of a ${resource_type} must be ${like.source} and base64.`);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  if (bytes.length > most) throw tooLarge(resource_type);
  return bytes;
}

const tooLarge = (kind: Kind) =>
  fault("KM.80020018", `A ${kind} can be at most ${KINDS[kind].most / KB} KB.`);

/** A file in Storage, as `keep-file` keeps one. @throws Refusal 400 */
async function kept(asked: Asked): Promise<KeptFile> {
  const { caller, env, sql } = asked;
  const { resource_type, file_type, file_url } = asked.body as Body;
  const enterprise = caller.at?.enterprise ?? "";
  const { of, most } = KINDS[resource_type];
  if (file_type === "stream") {
    const library = bucketOf(env, "media");
    const found = await keepForLibrary(sql, library, caller, enterprise, bytesIn(asked.body as Body), of);
    if (found === null) throw fault("KM.80020018", `This isn't a ${resource_type} that templates support.`);
    return found;
  }
  if (file_url === undefined) throw fault("KM.80020018", "file_type url requires a file_url.");
  if (resource_type === "video") throw fault("KM.80020018", "Videos must be sent as file_stream.");
  const found = (await callAs(caller, env, "fetch-picture", { url: file_url, enterprise })) as KeptFile;
  if (found.bytes > most) throw tooLarge(resource_type);
  return found;
}

async function upload(asked: Asked): Promise<Answer> {
  hereOf(asked, "media");
  const { resource_type, file_name, file_url = "", image_rate, material_id = "" } = asked.body as Body;
  if (resource_type === "image" && image_rate === undefined)
    throw fault("KM.80020019", "image_rate of a picture is missing.");
  // Of a thumbnail the video is there before it.
  const video = resource_type === "thumbnail" ? await videoWith(asked, material_id) : null;
  const { path } = await kept(asked);
  const step = stepOf(asked);
  const { id } = await step("add_media", { input: { name: file_name ?? webPictureName(file_url), path } });
  if (video !== null) await step("cover_media", { media: video.id, input: { picture: id, first: false } });
  return success({ material_id: String(id), aim_resource_id: String(id) });
}

const query = z.strictObject({
  resource_type: z.enum(["image", "video"]),
  file_name: text(100).optional(),
  material_id: text(64).optional(),
  aim_resource_id: text(64).optional(),
  ...pageNumber,
});

async function list(asked: Asked): Promise<Answer> {
  const { resource_type, file_name, material_id, aim_resource_id } = asked.query as z.infer<typeof query>;
  const filters: Filters = [
    hereOf(asked, "media"),
    ["kind", `eq.${resource_type}`],
    ["state", "eq.active"],
    ...given("name", file_name, "ilike"),
    ...withId("id", material_id),
    ...withId("id", aim_resource_id),
  ];
  const { rows, page_info } = await pageByNumber(asked, "media_cards", filters, "created_at.desc,id");
  const standsFor = await thumbnailsOf(asked, rows);
  const results = rows.map((row) => {
    const shown = standsFor(row);
    return { ...materialTold(row, asked), ...(shown === null ? {} : { thumbnail: shown }) };
  });
  return success({ page_info, results });
}

async function trash(asked: Asked): Promise<Answer> {
  const ids = [...new Set((asked.body as { material_ids: string[] }).material_ids)];
  const found = await mediaWith(asked, ids);
  const unknown = ids.find((id) => !found.some((row) => row.id === id));
  if (unknown !== undefined) throw noMaterial(unknown);
  const said = (await actAs(asked.caller, asked.env, "transition_many", {
    ...{ resource: "media", verb: "trash", ids, request: asked.request("transition_many") },
  })) as { refusal: { status?: number; code: string; message: string; details: unknown } | null }[];
  const [refused] = said.flatMap(({ refusal }) => refusal ?? []);
  if (refused) throw new Refusal(409, refused.code, refused.message, { details: refused.details });
  return success();
}

const PATH = "/v1/aim/template-materials";

export const MATERIAL_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: PATH, dialect: "vendor", group: "AIM materials", once: "may" },
    summary: "UploadAimTemplateMaterial",
    description: "Identical bytes are the same material, whatever the name.",
    ...{ body, most: MOST_STREAM + 10_000 },
    answers: { 200: outcome(z.object({ material_id: z.string(), aim_resource_id: z.string() })) },
    run: upload,
  },
  {
    ...{ method: "get", path: PATH, dialect: "vendor", group: "AIM materials" },
    summary: "ListAimTemplateMaterials",
    description: "Here only, offset counts pages, from 1.",
    query,
    answers: {
      200: outcome(
        z.object({
          page_info: z.object({ offset: z.int(), limit: z.int(), total: z.int() }),
          results: z.array(material),
        }),
      ),
    },
    run: list,
  },
  {
    ...{ method: "post", path: `${PATH}/delete`, dialect: "vendor", group: "AIM materials", once: "may" },
    summary: "DeleteTemplateMaterial",
    description: "They go to the library's bin; templates using them keep showing them.",
    body: z.strictObject({ material_ids: z.array(text(64)).min(1).max(100) }),
    answers: { 200: plainOutcome },
    run: trash,
  },
];
