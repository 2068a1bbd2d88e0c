/** `/v1/aim-sa/portals`: the home pages of service accounts are listed, changed, and their reviewers reminded. */
import type { Home } from "@tidings/shared/accounts/content.ts";
import { telsThere } from "@tidings/shared/accounts/koomessage.ts";
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { PUSH, pushAnswer, pushed } from "./account_menus.ts";
import {
  APPROVES,
  approvalTold,
  changeReason,
  companyOf,
  contentOf,
  edit,
  pageOffset,
  pageOfParts,
  partAt,
  pictureTold,
  SERVES,
  servesAsked,
  shortPage,
  statesAsked,
  stateTold,
  timesTold,
} from "./account_parts.ts";
import { fault, given, madeWithin, type Row, stretch, text } from "./asked.ts";
import { storedFile } from "./files.ts";

const tel = z.strictObject({ tel: text(100), usage: text(300).describe("Accepted but not stored") });
const fastapp = z.strictObject({
  ...{ name: text(100), deeplink: text(2_000) },
  logo_img: text(600).describe("Accepted but not stored, like description and depend_engine_version"),
  ...{ description: text(2_000), depend_engine_version: text(100) },
});
const about = {
  background_img: text(600).describe("The ID of an uploaded picture"),
  summary: text(2_000),
  tels: z.array(tel).max(20).optional().describe("One hotline"),
  fastapps: z.array(fastapp).max(40).optional(),
  hw_pubs: z
    .array(z.string())
    .max(0)
    .optional()
    .describe("Not accepted: home pages can't link to other accounts"),
};
export const homeShape = z.strictObject(about);

/** A home page as the law takes it. @throws Refusal 400 */
export function homeHere(asked: Asked, said: z.infer<typeof homeShape>): Home {
  const [hotline, ...others] = said.tels ?? [];
  if (others.length > 0) throw fault("KM.90016803", "A home page can have only one hotline.");
  return {
    background: storedFile(asked, said.background_img),
    intro: said.summary,
    hotline: hotline?.tel ?? null,
    quick_apps: (said.fastapps ?? []).map(({ name, deeplink }) => ({ name, link: deeplink })),
  };
}

const portal = named(
  "PortalModel",
  z.object({
    portal_id: z.string(),
    company_id: z.string(),
    company_name: z.string(),
    pub_id: z.string(),
    pub_name: z.string(),
    background_img: z.string(),
    background_img_url: z.string().describe("Valid for one hour"),
    summary: z.string(),
    tels: z.string().describe("A list, as a JSON string"),
    fastapps: z.string().describe("A list, as a JSON string"),
    state: SERVES,
    approve_state: APPROVES,
    online_time: z.string(),
    creator: z.literal(""),
    create_time: z.string(),
    change_reason: z.string(),
  }),
);

async function told(asked: Asked, row: Row, company: object): Promise<unknown> {
  const content = contentOf(row) as unknown as Home;
  const background = await pictureTold(asked, "picture", content.background);
  const fastapps = (content.quick_apps ?? []).map(({ name, link }) => ({ name, deeplink: link }));
  return {
    ...{ portal_id: String(row.id), ...company, pub_id: String(row.account_id), pub_name: String(row.name) },
    ...{ background_img: background.id, background_img_url: background.url },
    summary: content.intro ?? "",
    ...{ tels: JSON.stringify(telsThere(content)), fastapps: JSON.stringify(fastapps) },
    ...{ state: stateTold(row), approve_state: approvalTold(row) },
    online_time: timesTold(row).online_time,
    ...{ creator: "", create_time: instantText(row.created_at) },
    change_reason: String(row.change_reason ?? ""),
  };
}

const query = z.strictObject({
  pub_name: text(100).optional(),
  state: servesAsked,
  ...stretch,
  ...shortPage,
});

async function list(asked: Asked): Promise<Answer> {
  const { pub_name, state } = asked.query;
  const filters = [...given("name", pub_name, "ilike"), ...statesAsked(state), ...madeWithin(asked.query)];
  const [{ rows, page_info }, company] = await Promise.all([
    pageOfParts(asked, "home", filters),
    companyOf(asked),
  ]);
  const portals = await Promise.all(rows.map((row) => told(asked, row, company)));
  return { body: { data: { portals, page_info } } };
}

const body = z.strictObject({ change_reason: changeReason, ...about });

async function update(asked: Asked): Promise<Answer> {
  const { change_reason, ...said } = asked.body as z.infer<typeof body>;
  const part = await partAt(asked, "home", asked.place.portal_id ?? "");
  const home = homeHere(asked, said);
  await edit(asked, part, { home, change_reason });
  const [row, company] = await Promise.all([partAt(asked, "home", String(part.id)), companyOf(asked)]);
  return { body: { data: { portal: await told(asked, row, company) } } };
}

const vendor = { dialect: "vendor", group: "Service accounts" } as const;

export const ACCOUNT_HOME_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/aim-sa/portals", ...vendor, summary: "ListPortalInfos", query },
    answers: { 200: z.object({ data: z.object({ portals: z.array(portal), page_info: pageOffset }) }) },
    run: list,
  },
  {
    ...{ method: "put", path: "/v1/aim-sa/portals/:portal_id", ...vendor, summary: "UpdatePortalInfo" },
    description: "Goes to review immediately; the approved version stays in use in the meantime.",
    ...{ body, once: "may", answers: { 200: z.object({ data: z.object({ portal }) }) } },
    run: update,
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/portals/:portal_id/push", ...vendor, summary: "PushPortalInfo" },
    ...{ description: PUSH, once: "may", answers: { 200: pushAnswer } },
    run: pushed("home", "portal_id"),
  },
];
