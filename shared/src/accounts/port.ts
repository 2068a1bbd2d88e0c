import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { ACCOUNT_LIMITS } from "./fields.ts";
import { ACCOUNT_INPUTS } from "./inputs.ts";
import { PORT_KIND_WORDS } from "./words.ts";

const NUMBER: Words = w("通道号", "Channel number");
const KIND: Words = w("通道号类型", "Number type");
const SIGNATURES: Words = w("通道号签名", "Signatures");
const PROOF: Words = w("授权证明", "Proof of authorisation");

/** What a channel number may carry: the approved signatures of the enterprise (§7.3.3). */
export const SIGNATURE_SOURCE = {
  view: "account_signatures",
  key: "name",
  title: "name",
  makes: "sms_signature",
} as const;

/** The digits of a channel number. */
export function numberProblem(typed: string): Words | null {
  if (/^[0-9]{3,21}$/.test(typed.trim())) return null;
  return w("通道号为 3 至 21 位数字", "Channel numbers have 3 to 21 digits");
}

/** A channel number (通道号, CHN-1, §9.2): what a carrier shows as the sender. */
export const port = defineResource({
  noun: "port",
  view: "port_cards",
  title: "number",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "运营商显示的发送方号码。绑定到服务号后，该服务号才能使用。",
      "The number a carrier shows as the sender. Bind one to a service account before you use the account.",
    ),
    empty: w("还没有通道号", "No channel numbers yet"),
    empty_hint: w(
      "创建通道号，再绑定到服务号。",
      "Create a channel number, then bind it to a service account.",
    ),
  },
  fields: {
    number: { kind: "text", label: NUMBER, mono: true, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: KIND, values: PORT_KIND_WORDS, filter: "is" },
    signatures: { kind: "texts", label: SIGNATURES, filter: "has" },
    bindings: { kind: "count", label: w("绑定数", "Bindings") },
    proof_name: { kind: "file", label: PROOF, proof: "port", path: "proof_path", list: "no" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ACCOUNT_INPUTS.create_port, {
      verb: "create_port",
      title: w("创建通道号", "Create channel number"),
      confirm: w("提交", "Submit"),
      done: w("通道号已创建，请绑定到服务号", "Channel number created. Bind it to a service account."),
      inputs: {
        kind: { kind: "choice", label: KIND, values: PORT_KIND_WORDS, initial: "plain" },
        number: { kind: "text", label: NUMBER, max: 21, problem: numberProblem },
        signatures: {
          kind: "references",
          label: SIGNATURES,
          hint: {
            zh: `已审核通过的短消息签名，最多 ${ACCOUNT_LIMITS.signatures} 个。`,
            en: `Approved SMS signatures, up to ${ACCOUNT_LIMITS.signatures}.`,
          },
          most: ACCOUNT_LIMITS.signatures,
          from: SIGNATURE_SOURCE,
        },
        proof: {
          kind: "file",
          label: PROOF,
          hint: w("png、jpg、bmp、jpeg 图片，不超过 4 MB。", "A png, jpg, bmp or jpeg image up to 4 MB."),
          proof: "port",
        },
      },
    }),
  },
  transitions: {
    delete: {
      label: w("删除", "Delete"),
      title: w("删除通道号", "Delete channel number"),
      question: w("删除通道号「{number}」？", "Delete channel number “{number}”?"),
      body: w(
        "已绑定服务号的通道号须先解绑；由签名授权产生的绑定会一并删除。",
        "Unbind the number first if you bound it to a service account. Bindings from signature authorisation are deleted with it.",
      ),
      sure: w("确认删除", "Confirm deletion"),
      done: w("通道号「{number}」已删除", "Channel number “{number}” deleted"),
      needs: "KooMessageSA:port:delete",
      tone: "danger",
      deletes: true,
      inList: true,
    },
  },
});
