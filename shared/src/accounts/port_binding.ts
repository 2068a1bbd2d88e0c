import { type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { ACCOUNT_INPUTS } from "./inputs.ts";
import { SIGNATURE_SOURCE } from "./port.ts";
import { regionName, regionOf } from "./regions.ts";
import { PORT_KIND_WORDS } from "./words.ts";

const NUMBER: Words = w("通道号", "Channel number");
const ACCOUNT: Words = w("服务号", "Service account");
const SIGNATURE: Words = w("通道号签名", "Signature");
const REGION: Words = w("地区", "Region");

/** A region by a name or code that the law knows too. */
export function regionProblem(typed: string): Words | null {
  if (regionOf(typed) !== null) return null;
  return {
    zh: `没有名为「${typed.trim()}」的地区，请填写省份、地级市或“全国”`,
    en: `No region named “${typed.trim()}”. Enter a province, a city or “Nationwide”`,
  };
}

/** The bound list (CHN-1, §9.2.3): behind a channel number, signature and region stands one service account. */
export const portBinding = defineResource({
  noun: "port_binding",
  view: "port_binding_cards",
  title: "number",
  number: "account_name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "通道号按签名和地区绑定到服务号；同一通道号、签名和地区的组合只能绑定一个服务号。",
      "Bind channel numbers to service accounts by signature and region. Each combination of number, signature and region can belong to only one service account.",
    ),
    empty: w("还没有绑定", "No bindings yet"),
    empty_hint: w(
      "将通道号绑定到资料已通过审核的服务号。",
      "Bind a channel number to a service account with an approved profile.",
    ),
  },
  fields: {
    number: { kind: "text", label: NUMBER, mono: true, list: "head", page: "no", filter: "part" },
    account_name: {
      kind: "reference",
      label: ACCOUNT,
      to: "service-accounts",
      id: "account_id",
      filter: "part",
    },
    signature: { kind: "text", label: SIGNATURE, filter: "part" },
    region: { kind: "count", label: REGION, text: ({ region }) => regionName(Number(region)) },
    kind: {
      kind: "choice",
      label: w("通道号类型", "Number type"),
      values: PORT_KIND_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    automatic: {
      kind: "flag",
      label: w("由签名授权产生", "From signature authorisation"),
      values: YES_NO,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ACCOUNT_INPUTS.create_port_binding, {
      verb: "create_port_binding",
      title: w("绑定通道号", "Bind channel number"),
      confirm: w("绑定", "Bind"),
      done: w("已绑定", "Bound"),
      inputs: {
        port_id: {
          kind: "reference",
          label: NUMBER,
          option: "port",
          from: {
            view: "port_cards",
            key: "id",
            title: "number",
            beside: (row: Record<string, unknown>) =>
              (row.signatures as readonly string[]).map((one) => `【${one}】`).join(" "),
            makes: "port",
          },
        },
        account_id: {
          kind: "reference",
          label: ACCOUNT,
          option: "account",
          from: {
            view: "service_account_cards",
            key: "id",
            title: "name",
            beside: (row: Record<string, unknown>) => String(row.remark ?? ""),
            makes: "service_account",
          },
        },
        region: {
          kind: "text",
          label: REGION,
          hint: w(
            "省份、地级市或“全国”，例如：广东省深圳市。",
            "A province, a city or “Nationwide”, such as Shenzhen, Guangdong.",
          ),
          max: 40,
          problem: regionProblem,
        },
        signature: {
          kind: "reference",
          label: SIGNATURE,
          hint: w(
            "选择通道号的一个签名；只有一个签名时可不选。",
            "One of the number's signatures. Optional if the number has only one.",
          ),
          from: SIGNATURE_SOURCE,
          open: w("通道号唯一的签名", "The number's only signature"),
          optional: true,
        },
      },
    }),
  },
  transitions: {
    delete: {
      label: w("解绑", "Unbind"),
      title: w("解绑通道号", "Unbind channel number"),
      question: w("解绑通道号「{number}」？", "Unbind channel number “{number}”?"),
      body: w(
        "「{account_name}」不再使用此通道号；没有通道号的服务号不能使用。",
        "“{account_name}” stops using this number. A service account without a channel number can't be used.",
      ),
      sure: w("确认解绑", "Confirm unbinding"),
      done: w(
        "通道号「{number}」已从服务号「{account_name}」解绑",
        "Channel number “{number}” unbound from “{account_name}”",
      ),
      tone: "danger",
      deletes: true,
      inList: true,
    },
  },
});
