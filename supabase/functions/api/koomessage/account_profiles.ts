/** `/v1/aim-sa/pubs`: service accounts are made whole, listed, changed, frozen and unfrozen. */
import { INDUSTRY_COUNT, industryHere, industryThere } from "@tidings/shared/accounts/koomessage.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { homeHere, homeShape } from "./account_homes.ts";
import { menusBody, menusIn } from "./account_menus.ts";
import {
  APPROVES,
  approvalTold,
  approvesAsked,
  changeReason,
  companyOf,
  contentOf,
  edit,
  type Kind,
  pageOfParts,
  partsOf,
  pictureTold,
  SERVES,
  servesAsked,
  shortPage,
  statesAsked,
  stateTold,
  timesTold,
} from "./account_parts.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  madeWithin,
  pageInfo,
  type Row,
  rowsOfView,
  stretch,
  text,
} from "./asked.ts";
import { storedFile } from "./files.ts";
import { stepOf } from "./told.ts";

const flag = z.int().min(0).max(1);
const about = {
  pub_name: text(100),
  pub_abstract: text(2_000),
  logo_img: text(600).describe("The ID of an uploaded picture"),
  authorization_files: z.array(text(600)).min(1).max(6).describe("One letter, by ID"),
  pub_remark: z.string().max(300).optional(),
  industry: z.int().min(1).max(INDUSTRY_COUNT).optional(),
  auto_get_port: flag.optional(),
  signs_for_auto_get_port: z.array(text(100)).max(20).optional(),
  areas_for_auto_get_port: z.array(text(100)).max(40).optional().describe("全国: nationwide"),
};
const profile = z.strictObject(about);
type Profile = z.infer<typeof profile>;
const change = z.strictObject({ change_reason: changeReason, ...profile.partial().shape });
type Change = z.infer<typeof change>;
const body = z.strictObject({
  pub_request_body: profile,
  portal_request_body: homeShape,
  menu_request_body: z.strictObject({ menu: menusBody }),
});
type Body = z.infer<typeof body>;

/** A picture that stays, as an input names one, without what was measured of it. */
const kept = (picture: unknown) => {
  const { path, name } = (picture ?? {}) as Row;
  return { path, name };
};

/** A profile as the law takes it: what is not named stays as it is. @throws Refusal 400 */
function profileHere(asked: Asked, said: Partial<Profile>, known: Row = {}) {
  const [letter, ...others] = said.authorization_files ?? [];
  if (others.length > 0)
    throw fault("KM.90016803", "An account can have only one letter in authorization_files.");
  if (said.areas_for_auto_get_port?.some((area) => area !== "全国"))
    throw fault("KM.90016803", "auto_get_port works only nationwide: 全国.");
  const all_ports = said.auto_get_port === undefined ? known.all_ports === true : said.auto_get_port === 1;
  return {
    name: said.pub_name ?? known.name,
    remark: said.pub_remark ?? known.remark ?? null,
    industry: said.industry === undefined ? (known.industry ?? null) : industryHere(said.industry),
    intro: said.pub_abstract ?? known.intro,
    logo: said.logo_img === undefined ? kept(known.logo) : storedFile(asked, said.logo_img),
    all_ports,
    signatures: all_ports ? (said.signs_for_auto_get_port ?? known.signatures ?? []) : [],
    authorisation: letter === undefined ? kept(known.authorisation) : storedFile(asked, letter),
  };
}

/** An account of this name whose parts were never submitted: one whose making was refused half-way. */
async function begun(asked: Asked, { pub_name, pub_remark = "" }: Profile): Promise<string | undefined> {
  const [row] = await rowsOfView(asked, "service_account_cards", [
    hereOf(asked, "service_account"),
    ["name", `eq.${pub_name}`],
    ["remark", `eq.${pub_remark}`],
  ]);
  const states = [row?.profile_state, row?.menus_state, row?.home_state];
  return states.every((state) => state === "draft") ? String(row?.id) : undefined;
}

async function create(asked: Asked): Promise<Answer> {
  const said = asked.body as Body;
  const inputs = {
    profile: profileHere(asked, said.pub_request_body),
    menus: menusIn(said.menu_request_body.menu),
    home: homeHere(asked, said.portal_request_body),
  };
  const step = stepOf(asked);
  const known = await begun(asked, said.pub_request_body);
  const pub_id =
    known ?? String((await step("create_service_account", { input: { profile: inputs.profile } })).id);
  const parts = await partsOf(asked, pub_id);
  const update = (kind: Kind) =>
    step(
      "update_account_part",
      { account_part: parts[kind].id, input: { [kind]: inputs[kind] } },
      `update ${kind}`,
    );
  if (known !== undefined) await update("profile");
  await update("menus");
  await update("home");
  // All of it is good before any of it waits for a reviewer.
  for (const kind of ["profile", "menus", "home"] as const)
    await step("submit_account_part", { account_part: parts[kind].id }, `submit ${kind}`);
  const made = {
    log_id: String(parts.profile.version_id),
    pub_id,
    menu_id: String(parts.menus.id),
    portal_id: String(parts.home.id),
    pub_name: said.pub_request_body.pub_name,
  };
  return { body: { data: { data: made } } };
}

const pub = named(
  "PubDetail",
  z.object({
    pub_id: z.string(),
    oper_time: z.string(),
    state: SERVES,
    online_time: z.string(),
    company_id: z.string(),
    company_name: z.string(),
    pub_name: z.string(),
    logo_img: z.string(),
    logo_url: z.string().describe("Valid for one hour"),
    authorization_files: z.record(z.string(), z.string()),
    auto_get_port: flag,
    industry: z.int().describe("0: none specified"),
    pub_abstract: z.string(),
    signs_for_auto_get_port: z.array(z.string()),
    pub_remark: z.string(),
    approve_state: APPROVES,
    areas_for_auto_get_port: z.array(z.string()),
  }),
);

async function told(asked: Asked, row: Row, company: object): Promise<unknown> {
  const content = contentOf(row);
  const [logo, letter] = await Promise.all([
    pictureTold(asked, "picture", content.logo),
    pictureTold(asked, "picture", content.authorisation),
  ]);
  return {
    ...{ pub_id: String(row.account_id), state: stateTold(row), approve_state: approvalTold(row) },
    ...timesTold(row),
    ...company,
    pub_name: String(content.name ?? row.name),
    ...{ logo_img: logo.id, logo_url: logo.url },
    authorization_files: letter.id === "" ? {} : { [letter.id]: letter.url },
    auto_get_port: content.all_ports === true ? 1 : 0,
    industry: industryThere(content.industry as string | null),
    pub_abstract: String(content.intro ?? ""),
    signs_for_auto_get_port: (content.signatures ?? []) as string[],
    pub_remark: String(content.remark ?? ""),
    areas_for_auto_get_port: content.all_ports === true ? ["全国"] : [],
  };
}

const query = z.strictObject({
  pub_name: text(100).optional(),
  state: servesAsked,
  approve_state: approvesAsked,
  start_time: stretch.begin_time,
  end_time: stretch.end_time,
  ...shortPage,
});

async function list(asked: Asked): Promise<Answer> {
  const { pub_name, state, approve_state, start_time, end_time } = asked.query;
  const filters: Filters = [
    ...given("name", pub_name, "ilike"),
    ...statesAsked(state, approve_state),
    ...madeWithin({ begin_time: start_time, end_time }),
  ];
  const [{ rows, page_info }, company] = await Promise.all([
    pageOfParts(asked, "profile", filters),
    companyOf(asked),
  ]);
  const data = await Promise.all(rows.map((row) => told(asked, row, company)));
  return { body: { data: { page_info, data } } };
}

async function update(asked: Asked): Promise<Answer> {
  const { change_reason, ...said } = asked.body as Change;
  const { profile: part } = await partsOf(asked, asked.place.pub_id ?? "");
  const whole = profileHere(asked, said as Partial<Profile>, (part.content ?? {}) as Row);
  const row = await edit(asked, part, { profile: whole, change_reason });
  return { body: { data: { data: { pub_update_log_id: String(row.version_id) } } } };
}

const reasoned = z.strictObject({ change_reason: text(500) });

const vendor = { dialect: "vendor", group: "Service accounts" } as const;
const one = { ...vendor, method: "post", body: reasoned, once: "may" } as const;
const frozen = { 200: z.object({ data: z.object({ pub_id: z.string() }) }) };

const switched =
  (verb: "freeze" | "unfreeze") =>
  async (asked: Asked): Promise<Answer> => {
    const { pub_id: service_account } = asked.place;
    const reason = verb === "freeze" ? { reason: asked.body.change_reason } : {};
    await stepOf(asked)(`${verb}_service_account`, { service_account, ...reason });
    return { body: { data: { pub_id: service_account } } };
  };

export const ACCOUNT_PROFILE_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim-sa/unify/pubs", ...vendor, summary: "CreatePubInfo" },
    description:
      "Submits all three parts for review; another member reviews each. If one is refused, none goes to review, and you can try again with the same name.",
    ...{ body, once: "may" },
    answers: {
      200: z.object({
        data: z.object({
          data: z.object({
            log_id: z.string().describe("The version of the profile"),
            ...{ pub_id: z.string(), menu_id: z.string(), portal_id: z.string(), pub_name: z.string() },
          }),
        }),
      }),
    },
    run: create,
  },
  {
    ...{ method: "get", path: "/v1/aim-sa/pubs", ...vendor, summary: "ListPubInfos", query },
    answers: { 200: z.object({ data: z.object({ page_info: pageInfo, data: z.array(pub) }) }) },
    run: list,
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/pubs/:pub_id", ...vendor, summary: "UpdatePubInfo" },
    description:
      "Fields you omit stay unchanged. Goes to review immediately; the approved version stays in use in the meantime.",
    ...{ body: change, once: "may" },
    answers: {
      200: z.object({ data: z.object({ data: z.object({ pub_update_log_id: z.string() }) }) }),
    },
    run: update,
  },
  {
    ...{ ...one, path: "/v1/aim-sa/pubs/:pub_id/freeze", summary: "FreezePub", answers: frozen },
    run: switched("freeze"),
  },
  {
    ...{ ...one, path: "/v1/aim-sa/pubs/:pub_id/unfreeze", summary: "UnfreezePub", answers: frozen },
    description: "change_reason is accepted but not stored.",
    run: switched("unfreeze"),
  },
];
