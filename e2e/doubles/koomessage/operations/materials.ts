/** Pictures and videos of cards. */
import { bad } from "../errors.ts";
import type { House } from "../house.ts";
import { type Operation, ok } from "../operation.ts";
import type { Material } from "../rows.ts";
import { digits, fields, list, oneOf, text as words } from "../shapes.ts";
import { seconds } from "../times.ts";

const RATES = [
  "oneToOne",
  "sixteenToNine",
  "threeToOne",
  "fortyEightToSixtyFive",
  "twentyOneToNine",
  "threeToFour",
];
const KINDS = {
  image: { like: /^data:image\/(?:png|jpe?g);base64,/, ends: /\.(?:png|jpe?g)$/i, most: 2 * 1024 * 1024 },
  video: { like: /^data:video\/mp4;base64,/, ends: /\.mp4$/i, most: 7 * 1024 * 1024 },
  thumbnail: { like: /^data:image\/(?:png|jpe?g);base64,/, ends: /\.(?:png|jpe?g)$/i, most: 100 * 1024 },
} as const;

type Asked = {
  resource_type: keyof typeof KINDS;
  material_id?: string;
  file_type: "url" | "stream";
  file_url?: string;
  file_stream?: string;
  image_rate?: string;
  file_name?: string;
  description?: string;
};

/** Where its object storage has the files. */
export const FILES = "/obs/aim/";

/** The file at an address of its object storage, for anybody; null: there is none. */
export function fileAt(house: House, path: string): { type: string; bytes: Buffer } | null {
  if (!path.startsWith(FILES)) return null;
  const found = house.materials.all.find(
    ({ aim_resource_id }) => aim_resource_id === path.slice(FILES.length),
  );
  const [, type, base64] = /^data:([^;]+);base64,(.*)$/s.exec(found?.data ?? "") ?? [];
  return type && base64 ? { type, bytes: Buffer.from(base64, "base64") } : null;
}

/** How many bytes there are; an address is not fetched. */
function bytesOf({ resource_type, file_type, file_url, file_stream = "", file_name }: Asked): number {
  const kind = KINDS[resource_type];
  if (file_type === "url") {
    if (!/^https?:\/\//.test(file_url ?? "") || !kind.ends.test(new URL(file_url ?? "").pathname))
      throw bad("KM.80020018", "file_url is no address of such a file.");
    return 0;
  }
  if (!file_name) throw bad("KM.80020018", "file_name is missing.");
  const [prefix] = kind.like.exec(file_stream) ?? [];
  const base64 = file_stream.slice(prefix?.length ?? 0);
  if (!prefix || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0)
    throw bad("KM.80020019", "file_stream is no such file in base64.");
  const bytes = Buffer.from(base64, "base64").length;
  if (bytes > kind.most) throw bad("KM.80020018", `The file has ${bytes} bytes, more than ${kind.most}.`);
  return bytes;
}

const upload: Operation = {
  name: "upload_aim_template_material",
  method: "POST",
  path: "/v1/aim/template-materials",
  body: fields({
    "resource_type*": oneOf("image", "video", "thumbnail"),
    material_id: words(64),
    "file_type*": oneOf("url", "stream"),
    file_url: words(1000),
    file_stream: words(12_000_000),
    image_rate: oneOf(...RATES),
    file_name: words(100, { like: /^[^<>&/\\]+$/ }),
    description: words(200, { least: 0 }),
  }),
  act({ body }, house) {
    const asked = body as unknown as Asked;
    if (asked.resource_type === "image" && !asked.image_rate)
      throw bad("KM.80020019", "image_rate is missing.");
    if (asked.resource_type === "thumbnail" && !house.materials.get(asked.material_id ?? ""))
      throw bad("KM.80020018", "material_id is none of a video.");
    const id = house.id();
    const material: Material = {
      id,
      aim_resource_id: house.id(),
      resource_type: asked.resource_type,
      file_name: asked.file_name ?? asked.file_url?.split("/").at(-1) ?? "",
      image_rate: asked.image_rate ?? null,
      description: asked.description ?? "",
      bytes: bytesOf(asked),
      data: asked.file_stream ?? null,
      thumbnail_of: asked.resource_type === "thumbnail" ? (asked.material_id ?? null) : null,
      at: house.now(),
    };
    house.materials.put(id, material);
    return ok({ material_id: id, aim_resource_id: material.aim_resource_id });
  },
};

const said = (house: House, one: Material) => ({
  id: one.id,
  created_at: seconds(one.at),
  resource_type: one.resource_type,
  file_name: one.file_name,
  aim_resource_id: one.aim_resource_id,
  obs_object_key: `aim/${one.aim_resource_id}`,
  obs_file_url: `${house.origin}${FILES}${one.aim_resource_id}`,
  ...(one.image_rate === null ? {} : { image_rate: one.image_rate }),
  description: one.description,
});
const thumbnail = (house: House, one: Material, primary: boolean) => ({
  ...said(house, one),
  is_primary: primary ? 1 : 0,
  is_auto_gen: 0,
  size: one.bytes,
});
const thumbnailsOf = (house: House, id: string) =>
  house.materials.all.filter((one) => one.thumbnail_of === id);

const all: Operation = {
  name: "list_aim_template_materials",
  method: "GET",
  path: "/v1/aim/template-materials",
  query: {
    "resource_type*": oneOf("image", "video"),
    file_name: words(100),
    material_id: words(64),
    aim_resource_id: words(64),
    // Here alone it counts pages, from 1.
    "offset*": digits(1, 10_000),
    "limit*": digits(1, 100),
  },
  act({ query }, house) {
    const fitting = house.materials.all.filter(
      (one) =>
        one.resource_type === query.resource_type &&
        (query.material_id === undefined || one.id === query.material_id) &&
        (query.file_name === undefined || one.file_name.includes(String(query.file_name))) &&
        (query.aim_resource_id === undefined || one.aim_resource_id === query.aim_resource_id),
    );
    const offset = Number(query.offset);
    const limit = Number(query.limit);
    const results = fitting.slice((offset - 1) * limit, offset * limit).map((one) => {
      const [first] = thumbnailsOf(house, one.id);
      return first ? { ...said(house, one), thumbnail: thumbnail(house, first, true) } : said(house, one);
    });
    return ok({ page_info: { offset, limit, total: fitting.length }, results });
  },
};

const drop: Operation = {
  name: "delete_template_material",
  method: "POST",
  path: "/v1/aim/template-materials/delete",
  body: fields({ "material_ids*": list(words(64), 1, 100) }),
  act({ body }, house) {
    for (const id of body.material_ids as string[]) {
      if (!house.materials.get(id)) throw bad("KM.80020018", "There is no such material.");
      house.materials.drop(id);
    }
    return ok({});
  },
};

const video = (house: House, resource: unknown): Material => {
  const found = house.materials.all.find(
    (one) => one.aim_resource_id === resource && one.resource_type === "video",
  );
  if (!found) throw bad("KM.80020018", "There is no such video.");
  return found;
};

const primary: Operation = {
  name: "set_primary_video_thumbnail",
  method: "POST",
  path: "/v1/aim/template-material-thumbnails",
  body: fields({ "aim_resource_id*": words(64), "thumbnail_id*": words(64) }),
  act({ body }, house) {
    const { id } = video(house, body.aim_resource_id);
    if (!thumbnailsOf(house, id).some((one) => one.id === body.thumbnail_id))
      throw bad("KM.80020018", "There is no such thumbnail of it.");
    return ok();
  },
};

const thumbnails: Operation = {
  name: "show_template_video_thumbnail",
  method: "GET",
  path: "/v1/aim/template-material-thumbnails",
  query: { "aim_resource_id*": words(64) },
  act: ({ query }, house) =>
    ok(
      thumbnailsOf(house, video(house, query.aim_resource_id).id).map((one, n) =>
        thumbnail(house, one, n === 0),
      ),
    ),
};

export const MATERIALS: readonly Operation[] = [upload, all, drop, primary, thumbnails];
