/** Templates of cards: made by a member, decided on by vendors. */
import { type Dict, dict, dicts, isDict, text } from "../../ground/json.ts";
import { delay } from "../control.ts";
import type { Courier } from "../courier.ts";
import { bad, unknownTemplate } from "../errors.ts";
import type { House } from "../house.ts";
import { type Operation, ok, paged } from "../operation.ts";
import type { Template } from "../rows.ts";
import { type Check, fields, INSTANT, list, oneOf, PAGE, TEMPLATE, whole, text as words } from "../shapes.ts";
import { seconds } from "../times.ts";
import { FACTORIES, LAYOUTS, WITHOUT_ACTIONS } from "./layouts.ts";

/** Nothing that people read holds these. */
const PLAIN: Check = (value, at) => (/[<>&]/.test(String(value)) ? [`${at} holds < > or &`] : []);
const said =
  (most: number, least = 0): Check =>
  (value, at) => [...words(most, { least })(value, at), ...PLAIN(value, at)];

const action = fields({
  "target*": words(1000),
  content: said(100),
  package_name: words(50),
  floor_url: words(1000),
  floor_type: oneOf(0, 1, 2, 3),
  subject: said(100),
  body: said(100),
  description: said(100),
  begin_time: words(19),
  end_time: words(19),
  address: said(100),
  longitude: words(20),
  latitude: words(20),
  text_button: said(12),
  mode: oneOf(0, 1),
});
/** The most characters of an action's target; the fields that it needs besides. */
const ACTIONS: Readonly<Record<string, { most: number; needs?: readonly string[]; like?: RegExp }>> = {
  OPEN_URL: { most: 1000, like: /^https:\/\// },
  OPEN_QUICK: { most: 1000, like: /^hap:\/\// },
  OPEN_APP: { most: 1000, needs: ["package_name"] },
  DIAL_PHONE: { most: 20 },
  OPEN_SMS: { most: 20, needs: ["body"] },
  OPEN_EMAIL: { most: 100, needs: ["subject", "body"] },
  OPEN_SCHEDULE: { most: 100, needs: ["description", "begin_time", "end_time"] },
  OPEN_MAP: { most: 100, needs: ["address", "longitude", "latitude"] },
  OPEN_BROWSER: { most: 1000, like: /^https?:\/\// },
  OPEN_POPUP: { most: 30, needs: ["content", "text_button", "mode"] },
  COPY_PARAMETER: { most: 20 },
  VIEW_PIC: { most: 1000 },
};

const content = fields({
  "type*": oneOf("text", "image", "video", "button"),
  content: said(2000),
  content_child: said(2000),
  src_type: oneOf(1, 2),
  src: words(1000),
  cover: words(1000),
  is_text_title: oneOf("true", "false"),
  action_type: oneOf(...Object.keys(ACTIONS)),
  "position_number*": whole(1, 100),
  visible: oneOf(0, 1),
  currency_display: oneOf(0, 1),
  oppo_background: words(1000),
  vivo_background: words(1000),
  ratio: oneOf("threeToFour", "oneToOne"),
  action,
  button_type: oneOf("static", "dynamic"),
});

const PARAMETER = /^\$\{([A-Za-z][A-Za-z0-9_]{0,31})\}$/;
const shape = fields({
  "card_id*": oneOf(...Object.keys(LAYOUTS)),
  "tpl_name*": said(50, 1),
  scene: said(64),
  "use_id*": oneOf(1, 2),
  sub_type: whole(1, 6),
  sms_example: said(500),
  sms_signs: list(words(20), 1, 3),
  sms_template: said(370),
  "pages*": list(fields({ "page_order*": whole(1, 10), "contents*": list(content, 1, 30) }), 1, 10),
  params: list(
    fields({ "type*": oneOf(1), "name*": words(40, { like: PARAMETER }), "example*": words(100) }),
    0,
    100,
  ),
  factorys: list(fields({ "factory_type*": oneOf(...FACTORIES), "state*": oneOf(0, 1) }), 1, 6),
});

/** What is wrong with one part of a card, beyond its fields. */
function partFaults(part: Dict, card: string, house: House): string[] {
  const faults: string[] = [];
  const kind = text(part.type);
  const media = kind === "image" || kind === "video";
  if ((kind === "text" || kind === "button") && !text(part.content)) faults.push("content is missing");
  if (media && (part.src_type === undefined || !text(part.src))) faults.push("src_type or src is missing");
  if (kind === "video" && !text(part.cover)) faults.push("cover is missing");
  const known = (id: unknown) => house.materials.all.some((one) => one.aim_resource_id === id);
  if (media && part.src_type === 1)
    for (const name of ["src", "cover"])
      if (part[name] !== undefined && !known(part[name]))
        faults.push(`${name} is no resource of this account`);
  if (media && part.src_type === 2 && !/^https?:\/\//.test(text(part.src))) faults.push("src is no address");
  const acts = kind === "button" || (kind === "image" && !WITHOUT_ACTIONS.has(card));
  if (acts && part.action_type === undefined) faults.push("action_type is missing");
  const rule = ACTIONS[text(part.action_type)];
  if (!rule) return faults;
  const given = dict(part.action);
  const target = text(given.target);
  if (!isDict(part.action)) faults.push("action is missing");
  if (target.length > rule.most) faults.push(`action.target has more than ${rule.most} characters`);
  if (rule.like && !rule.like.test(target) && !target.startsWith("${"))
    faults.push("action.target is no such address");
  for (const name of rule.needs ?? [])
    if (given[name] === undefined) faults.push(`action.${name} is missing`);
  return faults;
}

/** What is wrong with a template as a whole. */
function faultsOf(body: Dict, house: House): string[] {
  const faults: string[] = [];
  const card = text(body.card_id);
  const pages = dicts(body.pages);
  const parts = pages.flatMap((page) => dicts(page.contents));
  const all = JSON.stringify(body);
  const asked = dicts(body.factorys).filter((one) => one.state === 1);
  for (const { factory_type } of asked)
    if (!LAYOUTS[card]?.includes(text(factory_type))) faults.push(`${factory_type} shows no ${card}`);
  if (asked.some((one) => one.factory_type === "VIVO") && (!body.sms_signs || !text(body.sms_template)))
    faults.push("VIVO needs sms_signs and sms_template");
  if (!all.includes("拒收请回复R")) faults.push("拒收请回复R is missing");
  if (body.use_id === 1 && all.includes("测试")) faults.push("a commercial template speaks of 测试");
  if (body.use_id === 2 && !text(body.tpl_name).includes("测试"))
    faults.push("the name of a trial holds 测试");
  if (pages.some((page, n) => page.page_order !== n + 1)) faults.push("page_order does not count from 1");
  for (const page of pages) {
    const places = dicts(page.contents).map((part) => part.position_number);
    if (new Set(places).size < places.length) faults.push("a position_number stands twice on a page");
  }
  const declared = dicts(body.params).map((param) => text(param.name));
  const used = new Set(JSON.stringify(parts).match(/\$\{[^}]*\}/g) ?? []);
  for (const name of used) if (!declared.includes(name)) faults.push(`${name} is not declared`);
  for (const name of declared) if (!used.has(name)) faults.push(`${name} is not used`);
  for (const [n, part] of parts.entries())
    faults.push(...partFaults(part, card, house).map((fault) => `part ${n + 1}: ${fault}`));
  return faults;
}

/** No earlier template has had it, nor one that was deleted. */
export const nineDigits = (house: House): string => `${700_000_000 + (Number(house.id()) % 100_000_000)}`;

const create: Operation = {
  name: "create_aim_personal_template",
  method: "POST",
  path: "/v1/aim/templates",
  body: shape,
  act({ body }, house, courier) {
    const [fault] = faultsOf(body, house);
    if (fault) {
      house.violations.add("create_aim_personal_template", fault);
      throw bad("KM.90016803", fault);
    }
    const now = house.now();
    const factories = dicts(body.factorys).filter((one) => one.state === 1);
    const template: Template = {
      tpl_id: nineDigits(house),
      tpl_name: text(body.tpl_name),
      tpl_type: "private",
      card_id: text(body.card_id),
      scene: text(body.scene),
      description: text(body.sms_example),
      sub_type: Number(body.sub_type ?? 1),
      tpl_state: 0,
      audit_state: 1,
      audit_desc: "",
      pages: body.pages,
      params: dicts(body.params).map((param) => text(param.name).replace(PARAMETER, "$1")),
      factories: (factories.length > 0 ? factories.map((one) => text(one.factory_type)) : [...FACTORIES]).map(
        (factory_type) => ({ factory_type, state: 0 }),
      ),
      at: now,
      decides_at: now + delay(house.control.review_delay_ms),
    };
    house.templates.put(template.tpl_id, template);
    review(template, house, courier);
    return ok({ tpl_id: template.tpl_id });
  },
};

/**
 * Vendors decide one after the other: it passes with the first, and is told again when another one follows.
 */
export function review(template: Template, house: House, courier: Courier): void {
  if (template.decides_at === null) return;
  const { tpl_id } = template;
  const decide = () => {
    const row = house.templates.get(tpl_id);
    if (!row || row.decides_at === null) return;
    const why = house.control.template_reject;
    if (why !== null) {
      house.templates.put(tpl_id, { ...row, audit_state: 3, audit_desc: why, decides_at: null });
      return courier.decided(tpl_id);
    }
    const next = row.factories.findIndex((one) => one.state === 0);
    const factories = row.factories.map((one, n) => (n === next ? { ...one, state: 1 } : one));
    const left = factories.some((one) => one.state === 0);
    const decides_at = left ? house.now() + delay(house.control.review_delay_ms) : null;
    // Enabled with the first; a member who disabled it since is not overruled.
    const tpl_state = row.audit_state === 1 ? 1 : row.tpl_state;
    const decided: Template = { ...row, tpl_state, audit_state: 2, audit_desc: "", factories, decides_at };
    house.templates.put(tpl_id, decided);
    courier.decided(tpl_id);
    review(decided, house, courier);
  };
  courier.after(Math.max(0, template.decides_at - house.now()), decide);
}

/** Vendors take a template back, for all its phones. */
export function revoke(tpl_id: string, house: House, courier: Courier): void {
  const row = house.templates.get(tpl_id);
  if (!row || row.audit_state === 3) return;
  const factories = row.factories.map((one) => ({ ...one, state: 0 }));
  const audit_desc = "The vendors have taken it back.";
  house.templates.put(tpl_id, {
    ...row,
    tpl_state: 0,
    audit_state: 3,
    audit_desc,
    factories,
    decides_at: null,
  });
  courier.decided(tpl_id);
}

const many: Check = (value, at) => list(oneOf(...FACTORIES), 1, 6)([value].flat(), at);

const all: Operation = {
  name: "list_aim_templates",
  method: "GET",
  path: "/v1/aim/templates",
  query: {
    tpl_id: TEMPLATE,
    tpl_name: words(100),
    tpl_type: oneOf("public", "private"),
    factory_type: many,
    has_param: oneOf("true", "false"),
    begin_time: INSTANT,
    end_time: INSTANT,
    is_only_status: oneOf("true", "false"),
    ...PAGE,
  },
  act({ query }, house) {
    if ((query.begin_time === undefined) !== (query.end_time === undefined))
      throw bad("KM.90016458", "begin_time and end_time are both there or neither.");
    const wanted = query.factory_type === undefined ? [] : [query.factory_type].flat();
    const fitting = house.templates.all.filter(
      (one) =>
        (query.tpl_id === undefined || one.tpl_id === query.tpl_id) &&
        (query.tpl_name === undefined || one.tpl_name.includes(text(query.tpl_name))) &&
        (query.tpl_type === undefined || one.tpl_type === query.tpl_type) &&
        (query.has_param === undefined || one.params.length > 0 === (query.has_param === "true")) &&
        (query.begin_time === undefined ||
          (one.at >= Date.parse(text(query.begin_time)) && one.at <= Date.parse(text(query.end_time)))) &&
        wanted.every((factory) => one.factories.some((each) => each.factory_type === factory)),
    );
    const { rows, page_info } = paged(fitting, query);
    const templates = rows.map((one) => ({
      tpl_id: one.tpl_id,
      tpl_name: one.tpl_name,
      scene: one.scene,
      tpl_state: one.tpl_state,
      audit_state: one.audit_state,
      audit_desc: one.audit_desc,
      description: one.description,
      creation_time: seconds(one.at),
      update_time: seconds(one.at),
      factory_info: one.factories.map((each) => ({ ...each, version: "1", tpl_id: one.tpl_id })),
      match_type: 1,
      card_id: one.card_id,
      sub_type: one.sub_type,
      preview_url: `https://preview.example/${one.tpl_id}`,
      ...(query.is_only_status === "true"
        ? {}
        : {
            pages: JSON.stringify(one.pages),
            params: one.params.map((name) => ({ type: "string", name, has_length: false })),
          }),
    }));
    return { body: { templates, page_info } };
  },
};

const own = (house: House, id: string | undefined): Template => {
  const template = house.templates.get(id ?? "");
  if (!template || template.tpl_type === "public") throw unknownTemplate(id ?? "");
  return template;
};

const drop: Operation = {
  name: "delete_aim_personal_template",
  method: "DELETE",
  // Of all its addresses the one without an s.
  path: "/v1/aim/template/{tpl_id}",
  act({ path }, house) {
    house.templates.drop(own(house, path.tpl_id).tpl_id);
    return ok({});
  },
};

const state: Operation = {
  name: "update_personal_template_state",
  method: "PUT",
  path: "/v1/aim/template-state/{tpl_id}",
  body: fields({ "tpl_state*": oneOf(0, 1) }),
  act({ path, body }, house) {
    const template = own(house, path.tpl_id);
    if (template.audit_state !== 2) throw bad("KM.90016805", "The template is not approved.");
    house.templates.put(template.tpl_id, { ...template, tpl_state: body.tpl_state === 1 ? 1 : 0 });
    return ok({});
  },
};

export const TEMPLATES: readonly Operation[] = [create, all, drop, state];
