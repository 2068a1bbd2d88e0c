/** What a member has made in the console before anybody asks: an app, signatures, templates that are approved. */
import type { House } from "./house.ts";
import { FACTORIES } from "./operations/layouts.ts";
import type { SmsTemplate, Template, Variable } from "./rows.ts";

/** A template of SMS with what it belongs to, as a member makes it in the console. */
export type Registered = {
  template_id?: string;
  app?: string;
  signature: string;
  number: string;
  /** With `${1}`, `${2}` … in its places. */
  content: string;
  variables: readonly Variable[];
  flow_status?: string;
};

const APP = "tidings";
/** A place of a template, as the service writes it. */
const place = (n: number) => `\${${n}}`;
export const NUMBER = "106900001";

const SMS: readonly Registered[] = [
  {
    template_id: "sms-order",
    signature: "云杉商城",
    number: NUMBER,
    content: `您的订单有新进展，点击 ${place(1)} 查看。`,
    variables: ["NEWTEXT"],
  },
  {
    template_id: "sms-member",
    signature: "云杉会员",
    number: NUMBER,
    content: `会员日福利已到账，点击 ${place(1)} 领取。拒收请回复R`,
    variables: ["NEWTEXT"],
  },
  {
    template_id: "sms-member-name",
    signature: "云杉会员",
    number: NUMBER,
    content: `${place(1)}，会员日福利已到账，点击 ${place(2)} 领取。拒收请回复R`,
    variables: ["TEXT", "NEWTEXT"],
  },
  {
    template_id: "sms-plain",
    signature: "云杉商城",
    number: NUMBER,
    content: `${place(1)}，您的包裹已到。`,
    variables: ["TEXT"],
  },
];

/** Registers a template of SMS; its app and its signature are made where they are not there. */
export function register(house: House, asked: Registered): string {
  const name = asked.app ?? APP;
  const app = house.apps.all.find((one) => one.app_name === name) ?? {
    app_id: house.id(),
    app_name: name,
    up_link_addr: null,
    at: house.now(),
  };
  house.apps.put(app.app_id, app);
  const signature = house.signatures.all.find(
    (one) =>
      one.signature_name === asked.signature && one.channel_num === asked.number && one.app_id === app.app_id,
  ) ?? {
    signature_id: house.id(),
    signature_name: asked.signature,
    signature_type: "PROMOTION_TYPE",
    app_id: app.app_id,
    channel_num: asked.number,
    status: "approved",
    at: house.now(),
  };
  house.signatures.put(signature.signature_id, signature);
  const places = [...asked.content.matchAll(/\$\{(\d+)\}/g)].map(([, n]) => Number(n));
  if (places.some((n, k) => n !== k + 1) || places.length !== asked.variables.length)
    throw new RangeError("The places of the content count from 1 in order, one for each variable.");
  const template: SmsTemplate = {
    template_id: asked.template_id ?? house.id(),
    template_name: asked.content.slice(0, 20),
    template_content: asked.content,
    template_type: "PROMOTION_TYPE",
    signature_id: signature.signature_id,
    variables: asked.variables,
    flow_status: asked.flow_status ?? "approved",
    at: house.now(),
  };
  house.smsTemplates.put(template.template_id, template);
  return template.template_id;
}

const card = (
  tpl_id: string,
  tpl_name: string,
  params: readonly string[],
  state: Template["audit_state"],
  at: number,
): Template => ({
  tpl_id,
  tpl_name,
  tpl_type: "private",
  card_id: "StandardImageAndText",
  scene: "",
  description: "",
  sub_type: 1,
  tpl_state: state === 2 ? 1 : 0,
  audit_state: state,
  audit_desc: state === 3 ? "The picture is not clear." : "",
  pages: [],
  params,
  factories: FACTORIES.map((factory_type) => ({ factory_type, state: state === 2 ? 1 : 0 })),
  at,
  decides_at: null,
});

/** A template of a card as its vendors have approved it. */
export function approve(house: House, tpl_id: string, params: readonly string[]): void {
  house.templates.put(tpl_id, card(tpl_id, "会员日", params, 2, house.now()));
}

export function sow(house: House): void {
  if (house.apps.rows.size > 0) return;
  for (const one of SMS) register(house, one);
  const at = house.now();
  for (const one of [
    card("600000001", "会员日", [], 2, at),
    card("600000002", "会员日（带称呼）", ["name"], 2, at),
    card("600000003", "还在审核", [], 1, at),
    card("600000004", "被驳回", [], 3, at),
  ])
    house.templates.put(one.tpl_id, one);
}
