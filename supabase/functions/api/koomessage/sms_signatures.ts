/** `/v1/sms/signatures`: signatures, each reviewed by another member before a text can be sent under it, and the licences that speak for them. */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { KEPT } from "@tidings/shared/files/kinds.ts";
import {
  KIND_WORDS_THERE,
  type KindThere,
  kindHere,
  kindThere,
  SOURCES_THERE,
} from "@tidings/shared/sms/koomessage.ts";
import { z } from "zod";
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
  rowAt,
  rowsOfView,
  stretch,
  text,
  withId,
} from "./asked.ts";
import { fileId, keepUpload, storedFile } from "./files.ts";
import { stepOf } from "./told.ts";

const VIEW = "sms_signature_cards";

/** The words of the service for a review. A draft waits to be submitted. */
const STATUS = {
  draft: "TO_BE_ACTIVATED",
  in_review: "PENDING_REVIEW",
  approved: "REVIEW_PASSED",
  rejected: "REVIEW_NOT_PASS",
} as const;
type Review = keyof typeof STATUS;
const status = z.enum(Object.values(STATUS) as [string, ...string[]]);
const type = z.enum(KIND_WORDS_THERE);
const yes = z.enum(["yes", "no"]);

/** Whether reviewers were reminded of a row. */
export const urge = { urge_status: z.enum(["URGED", ""]), urge_time: z.string(), urge_desc: z.literal("") };
export function urgeTold({ waits_for }: Row) {
  const at = (waits_for as Row | null)?.urged_at ?? null;
  return {
    urge_status: at === null ? ("" as const) : ("URGED" as const),
    urge_time: at === null ? "" : instantText(at),
    urge_desc: "" as const,
  };
}

const signature = named(
  "SmsSignatureInfo",
  z.object({
    signature_id: z.string(),
    signature_name: z.string(),
    signature_type: type,
    app_id: z.string(),
    app_name: z.string(),
    apply_desc: z.string(),
    channel_num: z.string().describe("The default channel's, once approved"),
    file_id: z.string(),
    status,
    signature_source: z.int(),
    is_involved_third: yes,
    power_attorney_file_id: z.string(),
    ...urge,
    review_desc: z.string(),
    source_title_content: z.string().describe("Empty: it's in apply_desc"),
    create_time: z.string(),
  }),
);
const body = z.strictObject({
  signature_name: text(100),
  signature_type: type.describe(
    "PROMOTION_TYPE states that it goes to members with an existing order relationship",
  ),
  app_id: text(100),
  apply_desc: z.string().max(500).optional(),
  file_id: text(600),
  signature_source: z
    .int()
    .min(0)
    .max(SOURCES_THERE.length - 1),
  is_involved_third: yes,
  power_attorney_file_id: z.string().max(600).optional(),
  source_title_content: z.string().max(500).optional(),
});
type Body = z.infer<typeof body>;
const made = named("SmsSignatureId", z.object({ signature_id: z.string(), signature_name: z.string() }));

const files = z.array(z.object({ path: z.string(), name: z.string() })).catch([]);

function told(row: Row, channel: string): z.infer<typeof signature> {
  const [licence, letter] = files.parse(row.proofs);
  return {
    signature_id: String(row.id),
    signature_name: String(row.name),
    signature_type: kindThere(row.kind),
    app_id: String(row.app_id),
    app_name: String(row.app_name),
    apply_desc: String(row.purpose ?? ""),
    channel_num: row.usable === true ? channel : "",
    file_id: fileId(licence as Row | undefined),
    status: STATUS[row.state as Review],
    signature_source: SOURCES_THERE.indexOf(row.source as never),
    is_involved_third: row.third_party === true ? "yes" : "no",
    power_attorney_file_id: row.third_party === true ? fileId(letter as Row | undefined) : "",
    ...urgeTold(row),
    review_desc: String(row.reason ?? ""),
    source_title_content: "",
    create_time: instantText(row.created_at),
  };
}

/** The number of the channel that sends where none is named; empty for a caller who may not list channels. */
async function channelOf(asked: Asked): Promise<string> {
  const home = asked.caller.at?.enterprise;
  const [row] = await rowsOfView(asked, "channel_cards", [
    ["enterprise_id", `eq.${home}`],
    ["is_default", "is.true"],
  ]);
  return String(row?.number ?? "");
}

/** What the law takes of a body. @throws Refusal 400 */
function inputOf(asked: Asked) {
  const told = asked.body as Body;
  const isThird = told.is_involved_third === "yes";
  if (isThird && !told.power_attorney_file_id)
    throw fault("KM.90016803", "is_involved_third yes requires a power_attorney_file_id.");
  const proofs = [told.file_id, ...(isThird ? [told.power_attorney_file_id ?? ""] : [])];
  return {
    name: told.signature_name,
    app_id: told.app_id,
    kind: kindHere(told.signature_type),
    members_only: told.signature_type === ("PROMOTION_TYPE" satisfies KindThere),
    source: SOURCES_THERE[told.signature_source],
    third_party: isThird,
    proofs: proofs.map((id) => storedFile(asked, id)),
    purpose: [told.apply_desc, told.source_title_content].filter(Boolean).join("\n"),
  };
}
const madeTold = (row: Row): Answer => ({
  body: { signature_id: String(row.id), signature_name: String(row.name) },
});

/** An edit is put in review, as one there is. */
async function update(asked: Asked): Promise<Answer> {
  const act = stepOf(asked);
  const { signature_id: sms_signature } = asked.place;
  await act("update_sms_signature", { sms_signature, input: inputOf(asked) });
  return madeTold(await act("submit_sms_signature", { sms_signature }));
}

const query = z.strictObject({
  app_name: text(300).optional(),
  signature_id: text(100).optional(),
  signature_name: text(100).optional(),
  signature_type: type.optional(),
  status: z.enum([...status.options, "PROCESSING", "PENDING_ACTIVATE"]).optional(),
  ...stretch,
  ...page,
});

async function list(asked: Asked): Promise<Answer> {
  const { app_name, signature_id, signature_name, signature_type, status: said } = asked.query;
  const state = Object.entries(STATUS).find(([, word]) => word === said)?.[0];
  const filters: Filters = [
    hereOf(asked, "sms_signature"),
    ...withId("id", signature_id),
    ...given("name", signature_name, "ilike"),
    ...given("app_name", app_name, "ilike"),
    ...given("kind", signature_type === undefined ? undefined : kindHere(String(signature_type))),
    // Nothing here is in a state that it does not know.
    ...(said !== undefined && state === undefined ? withId("id", "none") : given("state", state)),
    ...madeWithin(asked.query),
  ];
  const [{ rows, page_info }, channel] = await Promise.all([
    pageOfView(asked, VIEW, filters, "created_at.desc,id"),
    channelOf(asked),
  ]);
  return { body: { result: rows.map((row) => told(row, channel)), page_info } };
}

const form = z.strictObject({ file: z.file().describe("A jpg, png, gif or pdf of at most 2 MB") });
const kept = z.object({ file_id: z.string() });

const fileQuery = z.strictObject({ file_id: text(600), ...page });

/** What a file is called. @throws Refusal 400, 403 */
async function showFile(asked: Asked): Promise<Answer> {
  const { file_id } = asked.query as { file_id: string };
  hereOf(asked, "sms_signature");
  const file = storedFile(asked, file_id);
  const there = await bucketOf(asked.env, KEPT.licence.bucket).get(file.path);
  await there?.body?.cancel();
  if (there === null) throw fault("KM.80020018", "This file doesn't exist.");
  return { body: { file_id, file_name: file.name } };
}

const vendor = { dialect: "vendor", group: "SMS signatures" } as const;
const one = { ...vendor, path: "/v1/sms/signatures/:signature_id" } as const;

export const SMS_SIGNATURE_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/sms/signatures/files", ...vendor, summary: "UploadAimMsgSignatureFile" },
    query: z.strictObject({ file_desc: z.string().max(500).optional() }),
    ...{ form, answers: { 200: kept } },
    run: async (asked) => ({
      body: {
        file_id: fileId({ ...(await keepUpload(asked, "licence", asked.body.file as File)) }),
      },
    }),
  },
  {
    ...{ method: "get", path: "/v1/sms/signatures/files", ...vendor, summary: "ShowAimMsgSignatureFileInfo" },
    query: fileQuery,
    answers: { 200: z.object({ file_id: z.string(), file_name: z.string() }) },
    run: showFile,
  },
  {
    ...{ method: "get", path: "/v1/sms/signatures", ...vendor, summary: "ListAimMsgSignature", query },
    answers: { 200: z.object({ result: z.array(signature), page_info: pageInfo }) },
    run: list,
  },
  {
    ...{ method: "post", path: "/v1/sms/signatures", ...vendor, summary: "AddAimMsgSignature" },
    description: "Goes to review immediately; another member reviews it.",
    ...{ body, once: "may", answers: { 200: made } },
    run: async (asked) => madeTold(await stepOf(asked)("create_sms_signature", { input: inputOf(asked) })),
  },
  {
    ...{ method: "get", ...one, summary: "ListAimMsgSignatureDetail", answers: { 200: signature } },
    run: async (asked) => {
      const row = await rowAt(asked, "sms_signature", VIEW, asked.place.signature_id ?? "");
      return { body: told(row, await channelOf(asked)) };
    },
  },
  {
    ...{ method: "put", ...one, summary: "UpdateAimMsgSignature" },
    description:
      "For rejected or approved ones; goes to review immediately. The approved version stays in use in the meantime.",
    ...{ body, once: "may", answers: { 200: made } },
    run: update,
  },
  {
    ...{ method: "delete", ...one, summary: "DeleteAimMsgSignature", once: "may" },
    description: "It must not be in use.",
    answers: { 200: z.object({}) },
    run: async (asked) => {
      await stepOf(asked)("delete_sms_signature", { sms_signature: asked.place.signature_id });
      return { body: {} };
    },
  },
];
