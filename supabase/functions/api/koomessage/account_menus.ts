/** `/v1/aim-sa/menus`: the menus of service accounts are listed, changed, and their reviewers reminded. */
import type { Menu } from "@tidings/shared/accounts/content.ts";
import {
  MENU_ACTIONS_THERE,
  type MenuThere,
  menusHere,
  menusThere,
} from "@tidings/shared/accounts/koomessage.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
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
import { type Filters, given, type Row, rowsOfView, stretch, stretchOf, text, withId } from "./asked.ts";
import { stepOf } from "./told.ts";

const said = z.string().max(2_000).optional();
const ext = z.strictObject({
  ...{ open_in_browser: z.enum(["0", "1"]).optional(), web_title: said, package_name: said },
  ...{ app_id: said, browser_floor_url: said, depend_engine_ver: said, third_service_name: said },
});
const item = z.strictObject({
  name: text(100),
  action_type: z.enum(MENU_ACTIONS_THERE),
  content: said,
  ext_msg: ext.optional(),
});
const menuItem = z.strictObject({ ...item.shape, sub_menu_items: z.array(item).max(20).optional() });
export const menusBody = z.strictObject({ menu_items: z.array(menuItem).min(1).max(20) });

/** Menus as the law takes them. */
export const menusIn = ({ menu_items }: z.infer<typeof menusBody>): Menu[] =>
  menusHere(menu_items as readonly MenuThere[]);

const menus = named(
  "MenusRsp",
  z.object({
    menu_id: z.string(),
    pub_id: z.string(),
    pub_name: z.string(),
    logo_img: z.string(),
    logo_url: z.string().describe("Valid for one hour"),
    menu: z.object({ menu_items: z.array(menuItem) }),
    menu_state: SERVES,
    approve_state: APPROVES,
    online_time: z.string(),
    oper_time: z.string(),
    company_id: z.string(),
    company_name: z.string(),
  }),
);

const query = z.strictObject({
  menu_id: text(100).optional(),
  pub_id: text(100).optional(),
  pub_name: text(100).optional(),
  online_begin_time: stretch.begin_time,
  online_end_time: stretch.end_time,
  state: servesAsked,
  ...shortPage,
});

/** Parts that came to serve in a stretch of time. */
export const onlineWithin = (begin_time: unknown, end_time: unknown): Filters =>
  begin_time === undefined && end_time === undefined
    ? []
    : [
        ["state", "eq.approved"],
        ...stretchOf({ begin_time, end_time }, 0).map(
          (at, end) => ["decided_at", `${end === 0 ? "gte" : "lt"}.${at}`] as const,
        ),
      ];

async function list(asked: Asked): Promise<Answer> {
  const { menu_id, pub_id, pub_name, state, online_begin_time, online_end_time } = asked.query;
  const [{ rows, page_info }, company] = await Promise.all([
    pageOfParts(asked, "menus", [
      ...withId("id", menu_id),
      ...withId("account_id", pub_id),
      ...given("name", pub_name, "ilike"),
      ...statesAsked(state),
      ...onlineWithin(online_begin_time, online_end_time),
    ]),
    companyOf(asked),
  ]);
  const ids = [...new Set(rows.map(({ account_id }) => String(account_id)))];
  const accounts =
    ids.length === 0
      ? []
      : await rowsOfView(asked, "service_account_cards", [["id", `in.(${ids.join(",")})`]]);
  const told = async (row: Row) => {
    const account = accounts.find(({ id }) => id === row.account_id);
    const logo = { path: account?.logo_path, name: account?.logo_name };
    const { id, url } = await pictureTold(asked, "picture", account?.logo_path ? logo : null);
    const content = contentOf(row);
    return {
      ...{ menu_id: String(row.id), pub_id: String(row.account_id), pub_name: String(row.name) },
      ...{ logo_img: id, logo_url: url },
      menu: { menu_items: menusThere(Array.isArray(content) ? (content as Menu[]) : [], String(row.name)) },
      ...{ menu_state: stateTold(row), approve_state: approvalTold(row) },
      ...timesTold(row),
      ...company,
    };
  };
  return { body: { data: { data: await Promise.all(rows.map(told)), page_info } } };
}

async function update(asked: Asked): Promise<Answer> {
  const { menu, change_reason } = asked.body as z.infer<typeof body>;
  const part = await partAt(asked, "menus", asked.place.menu_id ?? "");
  const row = await edit(asked, part, { menus: menusIn(menu), change_reason });
  return { body: { data: { menu_id: String(part.id), log_id: String(row.version_id) } } };
}

/** Reminds the reviewers of a part. */
export const pushed =
  (kind: "menus" | "home", place: string) =>
  async (asked: Asked): Promise<Answer> => {
    const part = await partAt(asked, kind, asked.place[place] ?? "");
    await stepOf(asked)("urge_account_part", { account_part: part.id });
    return { body: { data: { data: { log_id: String(part.version_id), message: "success" } } } };
  };
export const pushAnswer = z.object({
  data: z.object({ data: z.object({ log_id: z.string(), message: z.string() }) }),
});
export const PUSH = "Reminds reviewers, at most once every two hours.";

const body = z.strictObject({ menu: menusBody, change_reason: changeReason });
const vendor = { dialect: "vendor", group: "Service accounts" } as const;

export const ACCOUNT_MENU_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/aim-sa/menus", ...vendor, summary: "ListMenus", query },
    answers: { 200: z.object({ data: z.object({ data: z.array(menus), page_info: pageOffset }) }) },
    run: list,
  },
  {
    ...{ method: "put", path: "/v1/aim-sa/menus/:menu_id", ...vendor, summary: "UpdateMenu" },
    description: "Goes to review immediately; the approved version stays in use in the meantime.",
    ...{ body, once: "may" },
    answers: { 200: z.object({ data: z.object({ menu_id: z.string(), log_id: z.string() }) }) },
    run: update,
  },
  {
    ...{ method: "post", path: "/v1/aim-sa/menus/:menu_id/push", ...vendor, summary: "PushMenuInfo" },
    ...{ description: PUSH, once: "may", answers: { 200: pushAnswer } },
    run: pushed("menus", "menu_id"),
  },
];
