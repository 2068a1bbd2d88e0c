/** `/v1/sms/apps`: the applications that signatures and SMS templates belong to. */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  given,
  hereOf,
  madeWithin,
  page,
  pageInfo,
  pageOfView,
  type Row,
  rowAt,
  stretch,
  text,
} from "./asked.ts";
import { stepOf } from "./told.ts";

const VIEW = "sms_app_cards";

/** Whether new things come under it, or are sent by it. */
export const SWITCHED = z.enum(["Enabled", "Disabled"]);
export const switchedTold = (enabled: unknown): z.infer<typeof SWITCHED> =>
  enabled === true ? "Enabled" : "Disabled";

const app = named(
  "MsgApp",
  z.object({
    app_id: z.string(),
    app_name: z.string(),
    status: SWITCHED,
    region: z.literal("cn"),
    create_time: z.string(),
    up_link_addr: z.string().describe("Where replies are pushed; empty: not pushed"),
  }),
);
const body = z.strictObject({
  app_name: text(300),
  up_link_addr: z.string().max(300).optional().describe("Omit to keep the stored one; empty: none"),
});
type Body = z.infer<typeof body>;
const made = named("SmsAppId", z.object({ app_id: z.string(), app_name: z.string() }));

const told = (row: Row): z.infer<typeof app> => ({
  app_id: String(row.id),
  app_name: String(row.name),
  status: switchedTold(row.enabled),
  region: "cn",
  create_time: instantText(row.created_at),
  up_link_addr: String(row.uplink_url ?? ""),
});

/** What the law takes of a body. */
const inputOf = ({ app_name, up_link_addr }: Body) => ({
  name: app_name,
  ...(up_link_addr === undefined ? {} : { uplink_url: up_link_addr || null }),
});
const madeTold = (row: Row): Answer => ({ body: { app_id: String(row.id), app_name: String(row.name) } });

const query = z.strictObject({
  app_name: text(300).optional(),
  status: SWITCHED.optional(),
  ...stretch,
  ...page,
});

async function list(asked: Asked): Promise<Answer> {
  const { app_name, status } = asked.query;
  const filters: Filters = [
    hereOf(asked, "sms_app"),
    ...given("name", app_name, "ilike"),
    ...given("enabled", status === undefined ? undefined : status === "Enabled", "is"),
    ...madeWithin(asked.query),
  ];
  const { rows, page_info } = await pageOfView(asked, VIEW, filters, "created_at.desc,id");
  return { body: { result: rows.map(told), page_info } };
}

const vendor = { dialect: "vendor", group: "SMS applications" } as const;

export const SMS_APP_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/sms/apps", ...vendor, summary: "ListAimMsgApp", query },
    answers: { 200: z.object({ result: z.array(app), page_info: pageInfo }) },
    run: list,
  },
  {
    ...{ method: "post", path: "/v1/sms/apps", ...vendor, summary: "CreateSmsApp", body, once: "may" },
    answers: { 200: made },
    run: async (asked) =>
      madeTold(await stepOf(asked)("create_sms_app", { input: inputOf(asked.body as Body) })),
  },
  {
    ...{ method: "get", path: "/v1/sms/apps/:app_id", ...vendor, summary: "ListAimMsgAppDetail" },
    answers: { 200: app },
    run: async (asked) => ({ body: told(await rowAt(asked, "sms_app", VIEW, asked.place.app_id ?? "")) }),
  },
  {
    ...{ method: "put", path: "/v1/sms/apps/:app_id", ...vendor, summary: "UpdateAimMsgApp" },
    description: "After changing the address, nothing is pushed until a member generates its secret.",
    ...{ body, once: "may", answers: { 200: made } },
    run: async (asked) =>
      madeTold(
        await stepOf(asked)("update_sms_app", {
          sms_app: asked.place.app_id,
          input: inputOf(asked.body as Body),
        }),
      ),
  },
];
