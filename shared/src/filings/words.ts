import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import type { Known } from "../resource/known.ts";

/** The words of a filing (企业备案, spec FIL-1, §6.1); keys and order are those of Postgres. */

/** What is filed, as part of a sentence: “no approved filing for send tasks”. */
export const FILING_FORM_WORDS: Labels<Enum<"filing_form">> = {
  send_task: label("neutral", "智能信息-发送任务", "sends"),
  short_link: label("neutral", "智能信息-生成短链", "short links"),
  basic: label("neutral", "智能信息基础版", "the basic edition"),
  service_account: label("neutral", "智能信息服务号", "service accounts"),
};

/** What a filing is called: a name of ours, as there is one for each form. */
export const FORM_TITLES: Readonly<Record<Enum<"filing_form">, Words>> = {
  send_task: { zh: FILING_FORM_WORDS.send_task.zh, en: "Rich messages: sends" },
  short_link: { zh: FILING_FORM_WORDS.short_link.zh, en: "Rich messages: short links" },
  basic: { zh: FILING_FORM_WORDS.basic.zh, en: "Basic edition" },
  service_account: { zh: FILING_FORM_WORDS.service_account.zh, en: "Service accounts" },
};

/** By the name that the database keeps of it (`private.filing_name`). */
export const FILING_NAMES: Known = Object.fromEntries(
  Object.entries(FORM_TITLES).map(([form, words]) => [`${words.zh} (${form})`, words]),
);

export const CERTIFICATE_WORDS: Labels<Enum<"filing_certificate">> = {
  business_licence: label("neutral", "企业营业执照", "Business licence"),
  three_in_one: label("neutral", "三证合一", "Three-in-one certificate"),
  five_in_one: label("neutral", "五证合一", "Five-in-one certificate"),
  non_profit: label("neutral", "非营利组织", "Non-profit organisation"),
};

export const ENTERPRISE_TYPE_WORDS: Labels<Enum<"enterprise_type">> = {
  company: label("neutral", "企业", "Company"),
  government: label("neutral", "党政及国家机关", "Party or government body"),
  institution: label("neutral", "事业单位", "Public institution"),
  sole_trader: label("neutral", "个体工商户", "Sole trader"),
  private_non_enterprise: label("neutral", "民办非企业单位", "Private non-enterprise unit"),
  social_organisation: label("neutral", "社会团体", "Social organisation"),
};

export const INDUSTRY_WORDS: Labels<Enum<"filing_industry">> = {
  finance: label("neutral", "金融理财", "Finance"),
  social: label("neutral", "社交通讯", "Social and messaging"),
  entertainment: label("neutral", "影音娱乐", "Video, music and entertainment"),
  travel: label("neutral", "旅游出行", "Travel"),
  shopping: label("neutral", "购物", "Shopping"),
  local_life: label("neutral", "本地生活", "Local services"),
  sports_health: label("neutral", "运动健康", "Sports and health"),
  education: label("neutral", "教育培训", "Education"),
  news: label("neutral", "新闻阅读", "News and reading"),
  carrier: label("neutral", "运营商", "Carrier"),
  other: label("neutral", "其他", "Other"),
};

export const MATERIAL_WORDS: Labels<Enum<"filing_material">> = {
  licence: label("neutral", "企业营业执照", "Business licence"),
  commitment: label("neutral", "智能信息素材承诺函", "Content commitment letter"),
  signature_authorisation: label("neutral", "签名授权函", "Signature authorisation letter"),
  port_register: label("neutral", "端口客户信息登记书", "Channel number registration form"),
  huawei_authorisation: label("neutral", "华为智能信息授权书", "Huawei letter of authorisation"),
  company_relation: label(
    "neutral",
    "公司关系授权函/其他证明",
    "Letter proving the company relationship, or other proof",
  ),
  special: label("neutral", "特殊材料", "Special materials"),
};

/** What each material is, why it is asked for, and what is looked at when it is reviewed. */
export const MATERIAL_NOTES: Readonly<Record<Enum<"filing_material">, Words>> = {
  licence: w(
    "彩色扫描件或照片，四角完整，文字、印章和有效期清晰可辨。",
    "A colour scan or photo with all four corners visible and the text, seal and validity dates readable.",
  ),
  commitment: w(
    "承诺所发送的文字、图片和音视频合法，且您有权使用。下载后由法定代表人或授权代表签字并盖公章。",
    "A commitment that the text, images, audio and video you send are lawful and that you have the right to use them. Download it, have the legal representative or an authorised representative sign it, and stamp it with the company seal.",
  ),
  signature_authorisation: w(
    "写明短消息开头【】中签名的归属，并授权您使用；以本企业名称作签名的，由本企业签署。下载后签字并盖章。",
    "States who owns the signature in 【】 at the start of an SMS and confirms that you may use it. If the signature is your own name, your enterprise signs the letter. Download it, sign it and stamp it.",
  ),
  port_register: w(
    "登记号码的使用方和联系人，供运营商核实。下载模板，填写并盖章。",
    "Registers who uses the number and whom to contact. Carriers verify these details. Download the form, fill it in and stamp it.",
  ),
  huawei_authorisation: w(
    "授权华为为您的服务号提供智能信息服务。下载后签字并盖章。",
    "Authorises Huawei to run rich messaging for your service account. Download it, sign it and stamp it.",
  ),
  company_relation: w(
    "签名或业务属于另一家公司（母公司、子公司、加盟商）时，须以已签署的授权函、股权证明或合作协议证明两家公司的关系。",
    "If a signature or business belongs to another company (a parent, subsidiary or franchisee), prove the relationship with a signed authorisation letter, proof of shareholding or a cooperation agreement.",
  ),
  special: w(
    "仅在行业或审核人要求时提供，如金融、医疗、教育的许可证。没有则留空。",
    "Needed only if your industry or a reviewer requires it, such as a finance, medical or education licence. Otherwise leave it empty.",
  ),
};

/** Whether the enterprise sends under its own name alone. */
export const OWN_NAME = w("只用本企业自己的名称发送", "Sends only under the enterprise's own name");

/** The facts of a form (table 6-3). */
export const FACT_WORDS = {
  certificate: w("企业证件类型", "Certificate type"),
  company_name: w("企业名称", "Enterprise name"),
  credit_code: w("统一社会信用代码", "Unified social credit code"),
  contact: w("企业联系人", "Contact person"),
  contact_phone: w("企业联系电话", "Contact phone"),
  contact_email: w("企业联系邮箱", "Contact email"),
  enterprise_type: w("企业类型", "Organisation type"),
  industry: w("行业分类", "Industry"),
  ends_on: w("有效期至", "Valid until"),
} as const satisfies Readonly<Record<string, Words>>;

/** What holds now, whatever the state of the latest edit (FIL-2). */
export const STANDING_WORDS: Labels<"filed" | "ended" | "unfiled"> = {
  filed: label("good", "已备案", "Filed"),
  ended: label("bad", "已到期", "Expired"),
  unfiled: label("neutral", "未备案", "Not filed"),
};
