/** Service accounts: a profile, its menus and its home page, each reviewed by itself; and the ports behind them. */
import { type Dict, dicts, text } from "../../ground/json.ts";
import { bad } from "../errors.ts";
import type { House } from "../house.ts";
import { type Operation, paged } from "../operation.ts";
import { type Check, digits, fields, list, oneOf, PAGE, whole, text as words } from "../shapes.ts";
import { seconds } from "../times.ts";

const NOT_YET = 1;
const LIVE = 2;
const FROZEN = 4;
const REVIEWING = 1;
const APPROVED = 2;
const REASON = words(200);
const IMAGE = words(64);

/** A name on a button: a Chinese character takes two places. */
const widthOf = (name: string): number =>
  [...name].reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 1 : 2), 0);
const WIDEST = [0, 24, 12, 8];

const outer = fields({
  open_in_browser: oneOf("0", "1"),
  web_title: words(20),
  package_name: words(50),
  app_id: words(60, { least: 0 }),
  browser_floor_url: words(1000, { least: 0 }),
  depend_engine_ver: words(50),
  third_service_name: words(50),
});
const ITEM = { "name*": words(24), content: words(1000, { least: 0 }), ext_msg: outer };
const leaf = fields({ ...ITEM, "action_type*": oneOf("OPEN_URL", "CALLING", "OPEN_APP", "OPEN_QUICK") });
const item = fields({
  ...ITEM,
  "action_type*": oneOf("OPEN_SUBMENU", "OPEN_URL", "CALLING", "OPEN_APP", "OPEN_QUICK"),
  sub_menu_items: list(leaf, 0, 5),
});
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  OPEN_URL: ["open_in_browser", "web_title"],
  OPEN_APP: ["package_name", "app_id", "third_service_name"],
  OPEN_QUICK: ["depend_engine_ver", "third_service_name"],
};

/** What an entry needs beyond its shape. */
function itemFaults(one: Dict, widest: number): string[] {
  const name = text(one.name);
  const kind = text(one.action_type);
  const given = (one.ext_msg ?? {}) as Dict;
  const faults = widthOf(name) > widest ? [`${name} is wider than ${widest}`] : [];
  for (const need of NEEDS[kind] ?? [])
    if (given[need] === undefined) faults.push(`${name}: ${need} is missing`);
  if (kind === "OPEN_SUBMENU" && dicts(one.sub_menu_items).length === 0)
    faults.push(`${name}: no entries under it`);
  if (kind !== "OPEN_SUBMENU" && !text(one.content)) faults.push(`${name}: content is missing`);
  return faults;
}

const menus: Check = (value, at) => {
  const faults = fields({ "menu_items*": list(item, 1, 3) })(value, at);
  if (faults.length > 0) return faults;
  const items = dicts((value as Dict).menu_items);
  const names = items.flatMap((one) => [one, ...dicts(one.sub_menu_items)]).map((one) => text(one.name));
  if (new Set(names).size < names.length) faults.push(`${at}: a name stands twice`);
  for (const one of items) {
    faults.push(...itemFaults(one, WIDEST[items.length] ?? 8));
    for (const under of dicts(one.sub_menu_items)) faults.push(...itemFaults(under, 16));
  }
  return faults;
};

const SIGNS = list(words(18, { least: 2 }), 0, 100);
const PROFILE = {
  pub_remark: words(200, { least: 0 }),
  auto_get_port: oneOf(0, 1),
  signs_for_auto_get_port: SIGNS,
  areas_for_auto_get_port: list(words(30), 0, 100),
  industry: whole(1, 11),
};
const FILES = list(IMAGE, 1, 6);
const HOME = {
  "background_img*": IMAGE,
  "summary*": words(200),
  tels: list(fields({ "tel*": words(20), "usage*": words(20) }), 0, 10),
  fastapps: list(
    fields({
      "name*": words(20),
      "logo_img*": IMAGE,
      "description*": words(100),
      "deeplink*": words(1000),
      "depend_engine_version*": words(20),
    }),
    0,
    10,
  ),
  hw_pubs: list(words(64), 0, 10),
};

type Part = "pub" | "menu" | "portal" | "port";
type Kept = Dict & { part: Part; id: string; at: number; state: number; approve_state: number };
const rowsOf = (house: House, part: Part) => house.accounts.all.filter((row) => row.part === part) as Kept[];

/** Reviewed after a while: then it is live. */
function keep(house: House, part: Part, id: string, body: Dict, ...more: Dict[]): void {
  const now = house.now();
  const reviewed = now + house.control.review_delay_ms[1];
  const row = Object.assign({ online_at: reviewed }, body, ...more, { part, id, at: now, reviewed });
  house.accounts.put(`${part} ${id}`, { state: NOT_YET, ...row });
}
const found = (house: House, part: Part, id: string | undefined): Kept => {
  const row = house.accounts.get(`${part} ${id}`) as Kept | undefined;
  if (!row) throw bad("KM.90016803", `There is no such ${part}.`);
  return row;
};
const stateOf = (row: Kept, now: number) => {
  const over = Number(row.reviewed) <= now;
  const state = row.state === FROZEN ? FROZEN : over ? LIVE : row.state;
  return { state, approve_state: over ? APPROVED : REVIEWING };
};
const wrapped = (data: object) => ({ body: { data } });

const create: Operation = {
  name: "create_pub_info",
  method: "POST",
  path: "/v1/aim-sa/unify/pubs",
  body: fields({
    "pub_request_body*": fields({
      "pub_name*": words(20),
      "pub_abstract*": words(200),
      "logo_img*": IMAGE,
      "authorization_files*": FILES,
      ...PROFILE,
    }),
    "portal_request_body*": fields(HOME),
    "menu_request_body*": fields({ "menu*": menus }),
  }),
  act({ body }, house) {
    const [pub_id, menu_id, portal_id, log_id] = [house.id(), house.id(), house.id(), house.id()];
    const pub = body.pub_request_body as Dict;
    const { pub_name, pub_remark = "" } = pub;
    const same = rowsOf(house, "pub").find(
      (one) => one.pub_name === pub_name && (one.pub_remark ?? "") === pub_remark,
    );
    if (same) throw bad("KM.90016803", "There is such a service account already.");
    if (pub.auto_get_port === 1 && !pub.signs_for_auto_get_port)
      throw bad("KM.90016803", "signs_for_auto_get_port is missing.");
    keep(house, "pub", pub_id, pub, { pub_id });
    keep(house, "menu", menu_id, body.menu_request_body as Dict, { menu_id, pub_id, pub_name });
    keep(house, "portal", portal_id, body.portal_request_body as Dict, { portal_id, pub_id, pub_name });
    return wrapped({ data: { log_id, pub_id, menu_id, portal_id, pub_name } });
  },
};

const PUBS = {
  pub_name: words(20),
  state: digits(1, 4),
  start_time: words(30),
  end_time: words(30),
  industry: digits(1, 11),
  approve_state: digits(1, 3),
};
const all: Operation = {
  name: "list_pub_infos",
  method: "GET",
  path: "/v1/aim-sa/pubs",
  query: { ...PUBS, ...PAGE },
  act({ query }, house) {
    const now = house.now();
    const fitting = rowsOf(house, "pub")
      .map((row) => ({ row, ...stateOf(row, now) }))
      .filter(
        ({ row, state, approve_state }) =>
          (query.pub_name === undefined || row.pub_name === query.pub_name) &&
          (query.state === undefined || state === Number(query.state)) &&
          (query.approve_state === undefined || approve_state === Number(query.approve_state)),
      );
    const { rows, page_info } = paged(fitting, query);
    const data = rows.map(({ row, state, approve_state }) => {
      const { part: _, id: __, at, reviewed, online_at, authorization_files, ...rest } = row;
      const files = (authorization_files ?? []) as string[];
      return {
        ...rest,
        state,
        approve_state,
        oper_time: seconds(at),
        online_time: seconds(Number(online_at)),
        company_id: "1",
        company_name: "double",
        logo_url: `https://obs.example/${row.logo_img}`,
        authorization_files: Object.fromEntries(files.map((file) => [file, `https://obs.example/${file}`])),
      };
    });
    return wrapped({ data, page_info });
  },
};

const update: Operation = {
  name: "update_pub_info",
  // A POST, where its menus and its home page are changed by a PUT.
  method: "POST",
  path: "/v1/aim-sa/pubs/{pub_id}",
  body: fields({
    "change_reason*": REASON,
    pub_name: words(20),
    pub_abstract: words(200),
    logo_img: IMAGE,
    authorization_files: FILES,
    ...PROFILE,
  }),
  act({ path, body }, house) {
    const row = found(house, "pub", path.pub_id);
    keep(house, "pub", row.id, row, body, { pub_id: row.id });
    return wrapped({ data: { pub_update_log_id: house.id() } });
  },
};

const frozen = (name: string, verb: string, state: number): Operation => ({
  name,
  method: "POST",
  path: `/v1/aim-sa/pubs/{pub_id}/${verb}`,
  body: fields({ "change_reason*": REASON }),
  act({ path }, house) {
    const row = found(house, "pub", path.pub_id);
    const now = stateOf(row, house.now()).state;
    if ((now === FROZEN) === (state === FROZEN)) throw bad("KM.90016803", "It is in that state already.");
    house.accounts.put(`pub ${row.id}`, { ...row, state });
    return wrapped({ pub_id: row.id });
  },
});

const listOf = (
  name: string,
  part: "menu" | "portal",
  path: string,
  query: Operation["query"],
): Operation => ({
  name,
  method: "GET",
  path,
  query: { ...query, ...PAGE },
  act({ query: asked }, house) {
    const now = house.now();
    const fitting = rowsOf(house, part).filter(
      (row) =>
        (asked.pub_id === undefined || row.pub_id === asked.pub_id) &&
        (asked.menu_id === undefined || row.menu_id === asked.menu_id) &&
        (asked.pub_name === undefined || row.pub_name === asked.pub_name),
    );
    const { rows, page_info } = paged(fitting, asked);
    const said = rows.map((row) => {
      const { state, approve_state } = stateOf(row, now);
      const common = { pub_id: row.pub_id, pub_name: row.pub_name, company_id: "1", company_name: "double" };
      const online_time = seconds(Number(row.online_at));
      return part === "menu"
        ? {
            ...common,
            menu_id: row.id,
            menu: row.menu,
            menu_state: state,
            approve_state,
            online_time,
            oper_time: seconds(row.at),
          }
        : {
            ...common,
            portal_id: row.id,
            background_img: row.background_img,
            background_img_url: `https://obs.example/${row.background_img}`,
            summary: row.summary,
            tels: JSON.stringify(row.tels ?? []),
            fastapps: JSON.stringify(row.fastapps ?? []),
            state,
            approve_state,
            online_time,
            creator: "double",
            create_time: seconds(row.at),
            change_reason: text(row.change_reason),
          };
    });
    return wrapped(part === "menu" ? { data: said, page_info } : { portals: said, page_info });
  },
});

const changes = (name: string, part: "menu" | "portal", body: Check): Operation => ({
  name,
  method: "PUT",
  path: `/v1/aim-sa/${part}s/{id}`,
  body,
  act({ path, body: given }, house) {
    const row = found(house, part, path.id);
    keep(house, part, row.id, row, given);
    const id = part === "menu" ? { menu_id: row.id } : { portal: { portal_id: row.id } };
    return wrapped({ ...id, log_id: house.id() });
  },
});

const pushed = (name: string, part: "menu" | "portal"): Operation => ({
  name,
  method: "POST",
  path: `/v1/aim-sa/${part}s/{id}/push`,
  act({ path }, house) {
    found(house, part, path.id);
    return wrapped({ data: { log_id: house.id(), message: "success" } });
  },
});

const port: Operation = {
  name: "register_port",
  method: "POST",
  path: "/v1/aim-sa/ports",
  body: fields({
    "port*": words(21, { like: /^\d+$/ }),
    "port_type*": oneOf(1, 3, 5),
    "sign*": list(words(18, { least: 2 }), 1, 5),
    "sign_check*": oneOf(0, 1),
    "authorization_files*": list(IMAGE, 1, 5),
  }),
  act({ body }, house) {
    const id = house.id().padStart(32, "0");
    keep(house, "port", id, body);
    return wrapped({ data: { port: body.port, port_type: body.port_type, sign: body.sign } });
  },
};
const ports: Operation = {
  name: "list_port_infos",
  method: "GET",
  path: "/v1/aim-sa/ports",
  query: {
    port: words(21),
    port_type: oneOf("1", "3", "5"),
    pub_name: words(20),
    is_bind: oneOf("0", "1"),
    ...PAGE,
  },
  act({ query }, house) {
    const { rows, page_info } = paged(rowsOf(house, "port"), query);
    const data = rows.map((row) => ({
      id: row.id,
      create_time: seconds(row.at),
      port: row.port,
      port_type: row.port_type,
      sign: row.sign,
      sign_check: row.sign_check,
      is_bind: 0,
    }));
    return wrapped({ data, page_info });
  },
};

const MOST_BYTES: Readonly<Record<string, number>> = { PUB_LOGO: 100 * 1024 };
const media: Operation = {
  name: "upload_media",
  method: "POST",
  path: "/v1/aim-sa/media/upload",
  form: true,
  body: fields({
    "file*": fields({
      "name*": words(200, { like: /\.(?:jpe?g|bmp|png)$/i }),
      "bytes*": whole(1, 4 * 1024 * 1024),
    }),
    "file_type*": oneOf("PUB_LOGO", "BG_IMAGE", "FASTAPP_LOGO", "OTHER"),
  }),
  act({ body }, house) {
    const { file, file_type } = body as { file: { name: string; bytes: number }; file_type: string };
    if (file.bytes > (MOST_BYTES[file_type] ?? Number.POSITIVE_INFINITY))
      throw bad("KM.80020019", "The file is too large.");
    const resource_id = house.id().padStart(32, "0");
    return wrapped({ resource_id, resource_type: 1, resource_url: `double/${file.name}` });
  },
};

export const ACCOUNTS: readonly Operation[] = [
  create,
  all,
  update,
  frozen("freeze_pub", "freeze", FROZEN),
  frozen("unfreeze_pub", "unfreeze", LIVE),
  listOf("list_menus", "menu", "/v1/aim-sa/menus", {
    menu_id: words(64),
    pub_id: words(64),
    pub_name: words(20),
    menu_name: words(24),
    online_begin_time: words(30),
    online_end_time: words(30),
    state: digits(1, 4),
  }),
  changes("update_menu", "menu", fields({ "menu*": menus, "change_reason*": REASON })),
  pushed("push_menu_info", "menu"),
  listOf("list_portal_infos", "portal", "/v1/aim-sa/portals", {
    pub_name: words(20),
    begin_time: words(30),
    end_time: words(30),
    state: digits(1, 4),
  }),
  changes("update_portal_info", "portal", fields({ ...HOME, "change_reason*": REASON })),
  pushed("push_portal_info", "portal"),
  port,
  ports,
  media,
];
