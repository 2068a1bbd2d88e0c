// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${1} is how an SMS template writes a place
/** `/v1/sms/templates`: texts with their variables, each reviewed by another member. The places of a text are numbered there, and {link} is one of them. */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import {
  KIND_WORDS_THERE,
  kindHere,
  kindThere,
  type TextFault,
  textHere,
  textThere,
  VARIABLE_WORDS_THERE,
} from "@tidings/shared/sms/koomessage.ts";
import { LONGEST_VALUE, type SmsVariable } from "@tidings/shared/sms/variables.ts";
import { z } from "zod";
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
import { SWITCHED, switchedTold } from "./sms_apps.ts";
import { urge, urgeTold } from "./sms_signatures.ts";
import { stepOf } from "./told.ts";

const VIEW = "sms_template_cards";

/** The words of the service for a review; it knows no drafts. */
const FLOW = {
  draft: "Draft",
  in_review: "Reviewing",
  approved: "Adopted",
  rejected: "Reject",
} as const;
type Review = keyof typeof FLOW;
const flow = z.enum(Object.values(FLOW) as [string, ...string[]]);
const type = z.enum(KIND_WORDS_THERE);

const template = named(
  "SmsTemplateInfo",
  z.object({
    template_id: z.string(),
    template_name: z.string(),
    create_time: z.string(),
    template_type: type,
    app_id: z.string(),
    app_name: z.string(),
    signature_id: z.string(),
    template_content: z.string(),
    template_desc: z.string(),
    has_variable: z.enum(["yes", "no"]),
    flow_status: flow,
    status: SWITCHED,
    universal_template: z.literal(0),
    ...urge,
    review_desc: z.string(),
  }),
);
const variable = z.strictObject({
  variable_index: z.int().min(1).max(100),
  variable_type: z.enum(VARIABLE_WORDS_THERE),
  variable_desc: z
    .string()
    .max(100)
    .optional()
    .describe("An example for the reviewer; replaced if it doesn't match the type"),
});
const body = z.strictObject({
  app_id: z.string().max(100).optional(),
  signature_id: text(100),
  template_content: text(1_000).describe("${1}, ${2} … are placeholders; NEWTEXT is the short link's"),
  template_desc: z.string().max(500).optional(),
  template_name: text(300),
  template_type: type.optional().describe("The signature's"),
  universal_template: z.enum(["0", "1"]).optional(),
  variable_attributes: z.array(variable).max(20),
});
type Body = z.infer<typeof body>;
const made = named("SmsTemplateId", z.object({ template_id: z.string(), template_name: z.string() }));

const variables = z
  .array(
    z.object({
      name: z.string(),
      kind: z.enum(["phone", "characters", "time", "money", "text"]),
      example: z.string(),
    }),
  )
  .catch([]);
/** The text of a row and its places, as the service has them. */
const textOf = (row: Row) =>
  textThere(String(row.content), variables.parse(row.variables) satisfies SmsVariable[]);

function told(row: Row): z.infer<typeof template> {
  const { content, places } = textOf(row);
  return {
    template_id: String(row.id),
    template_name: String(row.name),
    create_time: instantText(row.created_at),
    template_type: kindThere(row.kind),
    app_id: String(row.app_id),
    app_name: String(row.app_name),
    signature_id: String(row.signature_id),
    template_content: content,
    template_desc: String(row.purpose ?? ""),
    has_variable: places.length > 0 ? "yes" : "no",
    flow_status: FLOW[row.state as Review],
    status: switchedTold(row.enabled),
    universal_template: 0,
    ...urgeTold(row),
    review_desc: String(row.reason ?? ""),
  };
}

const FAULTS: Readonly<Record<TextFault, string>> = {
  places_differ: "variable_attributes must have exactly one entry for each placeholder in template_content.",
  link_twice: "A text can have only one short link.",
};

/** What the law takes of a body. @throws Refusal 400 */
async function inputOf(asked: Asked) {
  const told = asked.body as Body;
  if (told.universal_template === "1") throw fault("KM.90016803", "Universal templates aren't supported.");
  const found = textHere(told.template_content, told.variable_attributes);
  if (typeof found === "string") throw fault("KM.90016802", FAULTS[found]);
  const [signature] = await rowsOfView(asked, "sms_signature_cards", [
    hereOf(asked, "sms_signature"),
    ...withId("id", told.signature_id),
  ]);
  // What is named beside the signature has to be its own.
  if (signature && told.app_id && told.app_id !== signature.app_id)
    throw fault("KM.90016803", "app_id must match the signature's.");
  if (signature && told.template_type && told.template_type !== kindThere(signature.kind))
    throw fault("KM.90016803", "template_type must match the signature's.");
  return {
    name: told.template_name,
    signature_id: told.signature_id,
    members_only: signature?.kind === "promotion",
    ...found,
    purpose: told.template_desc ?? "",
  };
}
const madeTold = (row: Row): Answer => ({
  body: { template_id: String(row.id), template_name: String(row.name) },
});

/** An edit is put in review, as one there is. */
async function update(asked: Asked): Promise<Answer> {
  const act = stepOf(asked);
  const { template_id: sms_template } = asked.place;
  await act("update_sms_template", { sms_template, input: await inputOf(asked) });
  return madeTold(await act("submit_sms_template", { sms_template }));
}

const query = z.strictObject({
  app_name: text(300).optional(),
  template_id: text(100).optional(),
  template_name: text(300).optional(),
  template_type: type.optional(),
  flow_status: flow.optional(),
  // Here alone a stretch of time has another name.
  start_time: stretch.begin_time,
  end_time: stretch.end_time,
  ...page,
});

async function list(asked: Asked): Promise<Answer> {
  const { app_name, template_id, template_name, template_type, flow_status, start_time, end_time } =
    asked.query;
  const filters: Filters = [
    hereOf(asked, "sms_template"),
    ...withId("id", template_id),
    ...given("name", template_name, "ilike"),
    ...given("app_name", app_name, "ilike"),
    ...given("kind", template_type === undefined ? undefined : kindHere(String(template_type))),
    ...given("state", Object.entries(FLOW).find(([, word]) => word === flow_status)?.[0]),
    ...madeWithin({ begin_time: start_time, end_time }),
  ];
  const { rows, page_info } = await pageOfView(asked, VIEW, filters, "created_at.desc,id");
  return { body: { result: rows.map(told), page_info } };
}

const place = named(
  "VariableAttributesResponse",
  z.object({
    id: z.int(),
    variable_index: z.int(),
    variable_length: z.int(),
    variable_type: z.enum(VARIABLE_WORDS_THERE),
    variable_desc: z.string(),
  }),
);

const rowOf = (asked: Asked) => rowAt(asked, "sms_template", VIEW, asked.place.template_id ?? "");

async function showVariables(asked: Asked): Promise<Answer> {
  const { places } = textOf(await rowOf(asked));
  const results = places.map((one) => ({
    ...one,
    id: one.variable_index,
    variable_length: LONGEST_VALUE,
  }));
  return { body: { results, total: results.length } };
}

const vendor = { dialect: "vendor", group: "SMS templates" } as const;
const one = { ...vendor, path: "/v1/sms/templates/:template_id" } as const;

export const SMS_TEMPLATE_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/sms/templates", ...vendor, summary: "ListAimMsgTemplate", query },
    answers: { 200: z.object({ result: z.array(template), page_info: pageInfo }) },
    run: list,
  },
  {
    ...{ method: "post", path: "/v1/sms/templates", ...vendor, summary: "CreateAimMsgTemplate" },
    description: "Goes to review immediately; another member reviews it.",
    ...{ body, once: "may", answers: { 200: made } },
    run: async (asked) =>
      madeTold(await stepOf(asked)("create_sms_template", { input: await inputOf(asked) })),
  },
  {
    ...{ method: "get", ...one, summary: "ShowAimMsgTemplateDetail", answers: { 200: template } },
    run: async (asked) => ({ body: told(await rowOf(asked)) }),
  },
  {
    ...{ method: "get", ...one, path: `${one.path}/variable`, summary: "ShowAimMsgTemplateVariable" },
    answers: { 200: z.object({ results: z.array(place), total: z.int() }) },
    run: showVariables,
  },
  {
    ...{ method: "put", ...one, summary: "UpdateAimMsgTemplate" },
    description:
      "For rejected or approved ones; goes to review immediately. The approved version is still sent in the meantime.",
    ...{ body, once: "may", answers: { 200: made } },
    run: update,
  },
  {
    ...{ method: "delete", ...one, summary: "DeleteAimMsgTemplate", once: "may" },
    description: "It must not be used by a send.",
    answers: { 200: z.object({}) },
    run: async (asked) => {
      await stepOf(asked)("delete_sms_template", { sms_template: asked.place.template_id });
      return { body: {} };
    },
  },
];
