/** `/v1/aim-basic/templates`: a storyboard in the service's words is made, checked and submitted, and what networks say of each is listed. */
import { Buffer } from "node:buffer";
import { checkBasic } from "@tidings/shared/basic/check.ts";
import { basicContentSchema } from "@tidings/shared/basic/content.ts";
import {
  fromKooMessageBasic,
  kindOf,
  type MediumHere,
  type PartThere,
  parametersThere,
  type StoryFault,
} from "@tidings/shared/basic/from_koomessage.ts";
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { canCarry } from "@tidings/shared/channels/carries.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { z } from "zod";
import { callAs } from "../../_core/caller.ts";
import { keepForLibrary } from "../../_core/library.ts";
import { bucketOf } from "../../_core/storage.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  madeWithin,
  page,
  pageInfo,
  pageOfView,
  type Row,
  rowsOfView,
  stretch,
  text,
  withId,
} from "./asked.ts";
import { fetched, stopped } from "./create_template.ts";
import { homeOf } from "./files.ts";
import { addressOf, fileOf } from "./library.ts";
import { outcome, stepOf, success } from "./told.ts";

const resource = z.strictObject({
  index: text(10).optional().describe("The frame and the position in it, such as 1-1"),
  type: text(10).describe("txt, jpg, jpeg, png, gif, mp3, wav, mp4 or 3gp"),
  name: text(100),
  source: z.enum(["txt", "file", "url"]),
  content: z
    .string()
    .min(1)
    .max(3_000_000)
    .describe("Text · file: bytes as base64 · url: a picture, or a library address"),
});
const body = z.strictObject({
  expiration_time: z
    .union([z.string(), z.int()])
    .transform(Number)
    .pipe(z.int().min(1).max(9_999))
    .describe("Days"),
  tpl_name: text(100),
  title: text(300),
  reslist: z.array(resource).min(1).max(16),
  remarks: z.string().max(200).optional().describe("Accepted but not stored"),
  callbackurl: z.string().max(0).optional().describe("AddCallBack sets where states are pushed"),
  is_draft: z.int().min(0).max(1).optional(),
});
type Body = z.infer<typeof body>;
type Resource = Body["reslist"][number];

const FAULTS: Readonly<Record<StoryFault, string>> = {
  unsigned: "The first text must start with a signature: 【…】.",
  type: "Parts must be txt, jpg, jpeg, png, gif, mp3, wav, mp4 or 3gp.",
  index: "index must be a frame and a position in it, such as 1-2, in all parts or in none.",
};

/** What a part shows, in the library. @throws Refusal 400 */
async function mediumOf(asked: Asked, { type, name, source, content }: Resource): Promise<MediumHere> {
  const { caller, env, sql } = asked;
  const kind = kindOf(type);
  if (source === "url") {
    if (kind === "image" || content.startsWith(addressOf(env, ""))) return fetched(asked, content);
    throw fault("KM.80020018", "Audio and video must be sent as source file.");
  }
  const base64 = content.replace(/^data:[\w/+.-]+;base64,/, "");
  if (source !== "file" || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw fault("KM.80020019", `${name} must be sent as source url, or as source file in base64.`);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const library = bucketOf(env, "media");
  const kept = await keepForLibrary(sql, library, caller, homeOf(asked), bytes, `${kind}/`);
  if (kept === null) throw fault("KM.80020018", `${name} isn't a ${kind} that basic templates support.`);
  const input = { name, path: kept.path };
  return fileOf(await stepOf(asked)("add_media", { input }, `add_media ${kept.path}`));
}

/** A channel that carries storyboards, the default first. @throws Refusal 400 */
async function channelOf(asked: Asked): Promise<Row> {
  const rows = await rowsOfView(
    asked,
    "channel_cards",
    [hereOf(asked, "channel"), ["state", "neq.revoked"]],
    "is_default.desc,created_at",
  );
  const found = rows.find(({ adapter }) => canCarry(String(adapter), "basic"));
  if (!found) throw fault("KM.00001098", "No channel supports the basic edition.");
  return found;
}

/** The signature of a text, approved or not: the law says whether it may be submitted. @throws Refusal 400 */
async function signatureOf(asked: Asked, name: string): Promise<Row> {
  const [row] = await rowsOfView(asked, "basic_signature_cards", [
    hereOf(asked, "basic_signature"),
    ["name", `eq.${name}`],
  ]);
  if (!row) throw fault("KM.00001075", `The signature 【${name}】 doesn't exist.`);
  return row;
}

/** As a template of ours. @throws Refusal 400, 422 content_has_errors */
async function inputOf(asked: Asked) {
  const { tpl_name, title, reslist, expiration_time, is_draft } = asked.body as Body;
  const wrongSource = reslist.find(({ type, source }) => (kindOf(type) === "text") !== (source === "txt"));
  if (wrongSource) throw fault("KM.90016803", `${wrongSource.name}: only text can be source txt.`);
  const unread = fromKooMessageBasic(title, reslist, () => ({ src: "-" }));
  if (typeof unread === "string") throw fault("KM.90016803", FAULTS[unread]);
  const [signature, channel] = await Promise.all([signatureOf(asked, unread.signature), channelOf(asked)]);
  const files = new Map<PartThere, MediumHere>();
  for (const part of reslist) if (kindOf(part.type) !== "text") files.set(part, await mediumOf(asked, part));
  const read = fromKooMessageBasic(title, reslist, (part) => files.get(part) ?? { src: "" });
  if (typeof read === "string") throw fault("KM.90016803", FAULTS[read]);
  const about = { signature: read.signature, adapter: String(channel.adapter), measures: null };
  const wrong = is_draft === 1 ? null : stopped(checkBasic(read.content, about));
  if (wrong !== null) throw wrong;
  return {
    ...{ name: tpl_name, content: read.content, validity_days: expiration_time },
    ...{ signature_id: signature.id, channel_id: channel.id },
  };
}

async function create(asked: Asked): Promise<Answer> {
  const step = stepOf(asked);
  const { id: basic_template } = await step("create_basic_template", { input: await inputOf(asked) });
  if ((asked.body as Body).is_draft !== 1) {
    try {
      const template = basic_template;
      const checked = (await callAs(asked.caller, asked.env, "check-template", { template })) as {
        findings: Finding[];
      };
      const wrong = stopped(checked.findings);
      if (wrong !== null) throw wrong;
      await step("submit_basic_template", { basic_template });
    } catch (error) {
      // As with cards: what cannot be handed in is not made.
      await step("delete_basic_template", { basic_template });
      throw error;
    }
  }
  return { body: { tplid: String(basic_template) } };
}

/** What a network says, and what all of them say of a template, as the service numbers it. */
const AUDIT = { usable: 0, reviewing: 1, rejected: 2, disabled: 3, missing: 4, expired: 5 } as const;
const STATES: Readonly<Record<string, number>> = {
  approved: AUDIT.usable,
  in_review: AUDIT.reviewing,
  carrier_review: AUDIT.reviewing,
  rejected: AUDIT.rejected,
  disabled: AUDIT.disabled,
  expired: AUDIT.expired,
};
const SAID: Readonly<Record<string, number>> = {
  approved: AUDIT.usable,
  rejected: AUDIT.rejected,
  inactive: AUDIT.disabled,
};
const CARRIERS: Readonly<Record<string, string>> = { mobile: "cmcc", unicom: "cucc", telecom: "ctcc" };

const template = named(
  "VmsTemplateStatus",
  z.object({
    tpl_id: z.string(),
    audit_state: z.int().describe("0 usable, 1 in review or a draft, 2 rejected, 3 disabled, 5 expired"),
    audit_desc: z.string(),
    tpl_size: z.int(),
    valid_time: z.string().describe("Empty: its validity hasn't started"),
    status_detail: z.array(z.object({ carrier: z.string(), status: z.int(), desc: z.string() })),
    preview_url: z.literal("").describe("Previews are only for members"),
    tpl_name: z.string(),
    title: z.string(),
    tpl_sign: z.string(),
    create_time: z.string(),
    var_info: z.array(z.object({ name: z.string(), type: z.literal("txt") })),
    restags: z.string().describe("The types of its frames"),
  }),
);

const networks = z
  .array(z.object({ network: z.string().nullable(), state: z.string(), reason: z.string().nullable() }))
  .catch([]);

function told(row: Row): z.infer<typeof template> {
  const content = basicContentSchema.safeParse(row.content).data;
  return {
    tpl_id: String(row.id),
    audit_state: STATES[String(row.shown_state)] ?? AUDIT.reviewing,
    audit_desc: String(row.reason ?? ""),
    tpl_size: Number(row.weight ?? 0),
    valid_time: row.valid_until ? instantText(row.valid_until) : "",
    status_detail: networks.parse(row.networks).map(({ network, state, reason }) => ({
      carrier: CARRIERS[network ?? ""] ?? "unknown",
      status: SAID[state] ?? AUDIT.reviewing,
      desc: reason ?? "",
    })),
    preview_url: "",
    tpl_name: String(row.name),
    title: String(row.subject ?? ""),
    tpl_sign: String(row.signature ?? ""),
    create_time: instantText(row.created_at),
    var_info: content ? [...parametersThere(content).values()].map((name) => ({ name, type: "txt" })) : [],
    restags: [...new Set(content?.slots.frames.map(({ type }) => type) ?? [])].join(","),
  };
}

const query = z.strictObject({
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  tpl_type: z.enum(["public", "private"]).optional().describe("private: your enterprise's templates"),
  has_param: z.enum(["true", "false"]).optional(),
  ...stretch,
  ...page,
});

async function list(asked: Asked): Promise<Answer> {
  const { tpl_id, tpl_name, tpl_type, has_param } = asked.query;
  const filters: Filters = [
    hereOf(asked, "basic_template"),
    ...withId("id", tpl_id),
    ...given("name", tpl_name, "ilike"),
    ...given("is_dynamic", has_param, "is"),
    // Public ones are copied before they are sent, and are then the enterprise's own.
    ...(tpl_type === "public" ? withId("id", "none") : []),
    ...madeWithin(asked.query),
  ];
  const { rows, page_info } = await pageOfView(asked, "basic_template_cards", filters, "created_at.desc,id");
  return success({ templates: rows.map(told), page_info });
}

const vendor = { dialect: "vendor", group: "Basic edition", path: "/v1/aim-basic/templates" } as const;

export const BASIC_TEMPLATE_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", ...vendor, summary: "CreateVmsTemplate", once: "may" },
    description:
      "Created, checked and submitted, or created as a draft; a member reviews it before the networks do. What can't be submitted isn't created.",
    ...{ body, most: 4_000_000, answers: { 200: z.object({ tplid: z.string() }) } },
    run: create,
  },
  {
    ...{ method: "get", ...vendor, summary: "ListVmsTemplateStatus", query },
    answers: { 200: outcome(z.object({ templates: z.array(template), page_info: pageInfo })) },
    run: list,
  },
];
