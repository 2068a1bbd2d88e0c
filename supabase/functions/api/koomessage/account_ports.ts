/** `/v1/aim-sa/ports` and `/v1/aim-sa/media/upload`: channel numbers, the service accounts that they are bound to, and pictures. */
import { PORT_KINDS_THERE } from "@tidings/shared/accounts/koomessage.ts";
import { regionName } from "@tidings/shared/accounts/regions.ts";
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { pageOffset, pictureTold, shortPage } from "./account_parts.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  madeWithin,
  pageOfView,
  type Row,
  rowAt,
  rowsOfView,
  stretch,
  text,
} from "./asked.ts";
import { fileId, keepUpload, keptAs, mayUpload, type Stored } from "./files.ts";
import { stepOf } from "./told.ts";

type PortKind = keyof typeof PORT_KINDS_THERE;
const KINDS = Object.keys(PORT_KINDS_THERE) as PortKind[];
const kindHere = (type: number): PortKind | undefined =>
  KINDS.find((kind) => PORT_KINDS_THERE[kind] === type);
const portType = z.union([z.literal(1), z.literal(3), z.literal(5)]).describe("1 plain, 3 prefix, 5 suffix");
const signs = z.array(text(100)).min(1).max(5);

const registers = z.strictObject({
  port: text(100),
  port_type: portType,
  sign: signs,
  sign_check: z.int().min(0).max(1).describe("Signatures are always checked"),
  authorization_files: z.array(text(1_000)).min(1).max(5).describe("One picture, by ID or id:url"),
});

async function register(asked: Asked): Promise<Answer> {
  const { port, port_type, sign, authorization_files } = asked.body as z.infer<typeof registers>;
  const [file = "", ...others] = authorization_files;
  if (others.length > 0) throw fault("KM.90016803", "A channel number can have only one picture as proof.");
  const proof = await keptAs(asked, file.split(":")[0] ?? "", "picture", "port");
  const input = { number: port, kind: kindHere(port_type), signatures: sign, proof };
  const row = await stepOf(asked)("create_port", { input });
  return { body: { data: { data: { port: String(row.number), port_type, sign: row.signatures } } } };
}

async function remove(asked: Asked): Promise<Answer> {
  const row = await stepOf(asked)("delete_port", { port: asked.place.port_id });
  const port_type = PORT_KINDS_THERE[row.kind as PortKind];
  return { body: { data: { data: { port: String(row.number), port_type } } } };
}

const binds = z.strictObject({
  pub_id: text(100),
  port: text(100),
  province: text(100).describe("全国, or the name of a province or city"),
  sign: signs,
  ext_port_id: text(100),
});

async function bind(asked: Asked): Promise<Answer> {
  const { pub_id, port, province, sign, ext_port_id } = asked.body as z.infer<typeof binds>;
  const known = await rowAt(asked, "port", "port_cards", ext_port_id);
  if (known.number !== port) throw fault("KM.90016803", "port is the number of ext_port_id.");
  const about = { port_id: known.id, account_id: pub_id, region: province };
  const step = stepOf(asked);
  for (const signature of [...new Set(sign)])
    await step("create_port_binding", { input: { ...about, signature } }, `bind ${signature}`);
  return { body: { data: { message: "success" } } };
}

async function unbind(asked: Asked): Promise<Answer> {
  await stepOf(asked)("delete_port_binding", { port_binding: asked.body.id });
  return { body: { data: { message: "success" } } };
}

const listed = named(
  "PortInfo",
  z.object({
    id: z.string(),
    create_time: z.string(),
    pub_id: z.string().nullable(),
    pub_name: z.string().nullable(),
    port: z.string(),
    port_type: portType,
    sign: z.array(z.string()),
    sign_check: z.literal(1),
    authorization_files: z.record(z.string(), z.string()).describe("Valid for one hour"),
    province: z.string().nullable(),
    is_bind: z.int().min(0).max(1),
    pub_list: z.array(z.object({ pub_name: z.string(), pub_reference: z.string() })),
  }),
);

const number = (...values: readonly number[]) =>
  z.coerce
    .number()
    .refine((value) => values.includes(value))
    .optional();
const query = z.strictObject({
  type: number(0, 1).describe("0 channel numbers, 1 their bindings"),
  port: text(100).optional(),
  port_type: number(1, 3, 5),
  sign_search: text(100).optional(),
  pub_name: text(100).optional(),
  is_bind: number(0, 1),
  start_time: stretch.begin_time,
  end_time: stretch.end_time,
  ...shortPage,
});

const asksOf = ({ port, port_type, start_time, end_time }: Asked["query"]): Filters => [
  ...given("number", port, "ilike"),
  ...given("kind", port_type === undefined ? undefined : kindHere(Number(port_type))),
  ...madeWithin({ begin_time: start_time, end_time }),
];
const SORTED = "created_at.desc,id";

/** Channel numbers, each with all that it is bound to. */
async function listPorts(asked: Asked): Promise<Answer> {
  const { sign_search, is_bind } = asked.query;
  const filters: Filters = [
    hereOf(asked, "port"),
    ...asksOf(asked.query),
    ...(sign_search === undefined ? [] : given("signatures", `{${JSON.stringify(sign_search)}}`, "cs")),
    ...(is_bind === undefined ? [] : [["bindings", is_bind === 1 ? "gt.0" : "eq.0"] as const]),
  ];
  const { rows, page_info } = await pageOfView(asked, "port_cards", filters, SORTED);
  const ids = rows.map(({ id }) => String(id));
  const bound =
    ids.length === 0
      ? []
      : await rowsOfView(asked, "port_binding_cards", [["port_id", `in.(${ids.join(",")})`]]);
  const told = async (row: Row): Promise<z.infer<typeof listed>> => {
    const its = bound.filter(({ port_id }) => port_id === row.id);
    const proof = await pictureTold(asked, "port", { path: row.proof_path, name: row.proof_name });
    const names = [...new Map(its.map((one) => [one.account_id, one])).values()];
    return {
      ...portTold(row),
      ...{ id: String(row.id), sign: row.signatures as string[], pub_id: null, pub_name: null },
      authorization_files: proof.id === "" ? {} : { [proof.id]: proof.url },
      ...{ province: null, is_bind: its.length > 0 ? 1 : 0 },
      pub_list: names.map(({ account_name, account_remark }) => ({
        pub_name: String(account_name),
        pub_reference: String(account_remark),
      })),
    };
  };
  return { body: { data: { page_info, data: await Promise.all(rows.map(told)) } } };
}

const portTold = (row: Row) => ({
  create_time: instantText(row.created_at),
  port: String(row.number),
  port_type: PORT_KINDS_THERE[row.kind as PortKind],
  sign_check: 1 as const,
});

/** What is bound to what. */
async function listBindings(asked: Asked): Promise<Answer> {
  const { sign_search, pub_name } = asked.query;
  const filters: Filters = [
    hereOf(asked, "port_binding"),
    ...asksOf(asked.query),
    ...given("signature", sign_search, "ilike"),
    ...given("account_name", pub_name, "ilike"),
  ];
  const { rows, page_info } = await pageOfView(asked, "port_binding_cards", filters, SORTED);
  const data = rows.map((row): z.infer<typeof listed> => {
    const [pub_id, name] = [String(row.account_id), String(row.account_name)];
    return {
      ...portTold(row),
      ...{ id: String(row.id), sign: [String(row.signature)], pub_id, pub_name: name },
      ...{ authorization_files: {}, province: regionName(Number(row.region)).zh, is_bind: 1 },
      pub_list: [{ pub_name: name, pub_reference: String(row.account_remark) }],
    };
  });
  return { body: { data: { page_info, data } } };
}

const FILE_TYPES = ["PUB_LOGO", "BG_IMAGE", "FASTAPP_LOGO", "OTHER"] as const;
const form = z.strictObject({
  file: z.file().describe("A png, jpg or bmp of at most 4 MB"),
  file_type: z.enum(FILE_TYPES),
});

async function upload(asked: Asked): Promise<Answer> {
  const { file, file_type } = asked.body as unknown as z.infer<typeof form>;
  // A proof of a channel number comes as anything else does; a caller with rights to numbers alone may hand in nothing but that.
  const isProof = file_type === "OTHER" && !(await mayUpload(asked, "picture"));
  const kind = isProof ? "port" : "picture";
  const stored: Stored = await keepUpload(asked, kind, file);
  const { url } = await pictureTold(asked, kind, stored);
  const resource_type = FILE_TYPES.indexOf(file_type) + 1;
  return { body: { data: { resource_type, resource_id: fileId({ ...stored }), resource_url: url } } };
}

const vendor = { dialect: "vendor", group: "Service accounts" } as const;
const done = { 200: z.object({ data: z.object({ message: z.string() }) }) };

export const ACCOUNT_PORT_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim-sa/media/upload", ...vendor, summary: "UploadMedia", form },
    answers: {
      200: z.object({
        data: z.object({
          resource_type: z
            .int()
            .describe("The position of file_type in PUB_LOGO, BG_IMAGE, FASTAPP_LOGO, OTHER"),
          resource_id: z.string(),
          resource_url: z.string().describe("Valid for one hour"),
        }),
      }),
    },
    run: upload,
  },
  {
    ...{ method: "get", path: "/v1/aim-sa/ports", ...vendor, summary: "ListPortInfos", query },
    answers: { 200: z.object({ data: z.object({ page_info: pageOffset, data: z.array(listed) }) }) },
    run: (asked) => (asked.query.type === 1 ? listBindings(asked) : listPorts(asked)),
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/ports", ...vendor, summary: "RegisterPort" },
    ...{ body: registers, once: "may" },
    answers: {
      200: z.object({
        data: z.object({
          data: z.object({ port: z.string(), port_type: portType, sign: z.array(z.string()) }),
        }),
      }),
    },
    run: register,
  },
  {
    ...{ method: "delete", path: "/v1/aim-sa/ports/:port_id", ...vendor, summary: "DeletePortInfo" },
    description: "It must not be bound to an account.",
    ...{ once: "may" },
    answers: {
      200: z.object({ data: z.object({ data: z.object({ port: z.string(), port_type: portType }) }) }),
    },
    run: remove,
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/ports/associate", ...vendor, summary: "LockPort" },
    description: "Signatures are bound one by one, in order: if one is refused, those before it stay bound.",
    ...{ body: binds, once: "may", answers: done },
    run: bind,
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/ports/disassociate", ...vendor, summary: "UnlockPort" },
    description: "id: from the list of bindings.",
    ...{ body: z.strictObject({ id: text(100) }), once: "may", answers: done },
    run: unbind,
  },
];
