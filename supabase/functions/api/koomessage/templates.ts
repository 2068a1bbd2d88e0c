/** `GET /v1/aim/templates`: the templates of the enterprise, as the service lists them. */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  given,
  hereOf,
  page,
  pageInfo,
  pageOfView,
  type Row,
  stretch,
  stretchOf,
  text,
  withId,
} from "./asked.ts";
import { cardOf, pagesOf } from "./card_told.ts";
import { FACTORIES } from "./template_body.ts";

const template = named(
  "AIMTemplate",
  z.object({
    tpl_id: z.string(),
    tpl_name: z.string(),
    scene: z.string(),
    tpl_state: z.int().describe("0 off, 1 on"),
    audit_state: z.int().describe("0 draft, 1 in review, 2 passed, 3 failed"),
    audit_desc: z.string(),
    creation_time: z.string(),
    update_time: z.string(),
    pages: z
      .string()
      .optional()
      .describe("JSON, as created; our own content if the service can't represent it"),
    params: z.array(z.object({ type: z.string(), name: z.string() })),
    factory_info: z.array(z.object({ factory_type: z.enum(FACTORIES), state: z.int() })),
    card_id: z.string(),
  }),
);

const query = z.strictObject({
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  tpl_type: z.enum(["public", "private"]).optional(),
  factory_type: z.array(z.enum(FACTORIES)).max(6).optional().meta({ "x-many": true }),
  has_param: z.enum(["true", "false"]).optional(),
  is_only_status: z.enum(["true", "false"]).optional(),
  ...stretch,
  ...page,
});

const AUDIT: Readonly<Record<string, number>> = {
  draft: 0,
  in_review: 1,
  vendor_review: 1,
  approved: 2,
  rejected: 3,
};

/** Reviewed by a vendor, or on there. */
const states = z.array(z.object({ vendor: z.string(), state: z.string() })).catch([]);

function told(row: Row, isStatus: boolean, { env }: Asked): z.infer<typeof template> {
  const reviews = states.parse(row.vendor_states);
  const vendors = z.array(z.string()).catch([]).parse(row.vendors);
  return {
    tpl_id: String(row.id),
    tpl_name: String(row.name),
    scene: String(row.category ?? ""),
    // Public ones have no versions.
    tpl_state: row.enabled === true && row.live_version_id !== null ? 1 : 0,
    // Public templates have no review of the enterprise.
    audit_state: AUDIT[String(row.state ?? "approved")] ?? 1,
    audit_desc: String(row.reason ?? ""),
    creation_time: instantText(row.created_at),
    update_time: instantText(row.changed_at ?? row.created_at),
    ...(isStatus ? {} : { pages: JSON.stringify(pagesOf(row, env) ?? row.content ?? null) }),
    params: z
      .array(z.string())
      .catch([])
      .parse(row.parameters)
      .map((name) => ({ type: "text", name })),
    factory_info: FACTORIES.filter((factory) => vendors.includes(factory.toLowerCase())).map((factory) => ({
      factory_type: factory,
      state: reviews.some(({ vendor, state }) => vendor === factory.toLowerCase() && state === "approved")
        ? 1
        : 0,
    })),
    card_id: cardOf(row),
  };
}

/** Those whose card has parameters, or has none: the links of the one are personal. */
const withParameters = (isPublic: boolean, has: boolean): readonly [string, string] =>
  isPublic ? ["is_dynamic", `is.${has}`] : ["resolve_kind", `eq.${has ? "personal" : "group"}`];

async function list(asked: Asked): Promise<Answer> {
  const { tpl_id, tpl_name, tpl_type, factory_type, has_param, is_only_status, begin_time, end_time } =
    asked.query;
  const isPublic = tpl_type === "public";
  const here = hereOf(asked, "template");
  const times: Filters =
    begin_time === undefined && end_time === undefined
      ? []
      : stretchOf(asked.query, 0).map((at, end) => ["created_at", `${end === 0 ? "gte" : "lt"}.${at}`]);
  const filters: Filters = [
    ...(isPublic ? [["kind", "eq.aim"] as const] : [here]),
    ...withId("id", tpl_id),
    ...given("name", tpl_name, "ilike"),
    ...(factory_type
      ? given("vendors", `{${(factory_type as string[]).join(",").toLowerCase()}}`, "ov")
      : []),
    ...(has_param === undefined ? [] : [withParameters(isPublic, has_param === "true")]),
    ...times,
  ];
  const view = isPublic ? "public_template_cards" : "template_cards";
  const { rows, page_info } = await pageOfView(asked, view, filters, "created_at.desc,id");
  return { body: { templates: rows.map((row) => told(row, is_only_status === "true", asked)), page_info } };
}

export const TEMPLATE_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/aim/templates", dialect: "vendor", group: "AIM templates" },
    summary: "ListAimTemplates",
    query,
    answers: { 200: z.object({ templates: z.array(template), page_info: pageInfo }) },
    run: list,
  },
];
