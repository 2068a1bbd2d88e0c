import type { Words } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { ACCOUNT_LIMITS } from "./fields.ts";
import { ACCOUNT_INPUTS } from "./inputs.ts";
import { PORT_KIND_WORDS } from "./words.ts";

const NUMBER: Words = { zh: "通道号", en: "Channel number" };
const KIND: Words = { zh: "通道号类型", en: "Kind" };
const SIGNATURES: Words = { zh: "通道号签名", en: "Signatures" };
const PROOF: Words = { zh: "授权证明", en: "Proof of authorisation" };

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
  return { zh: "通道号为 3 至 21 位数字", en: "A channel number has 3 to 21 digits" };
}

/** A channel number (通道号, CHN-1, §9.2): what a carrier shows as the sender. */
export const port = defineResource({
  noun: "port",
  view: "port_cards",
  title: "number",
  order: ["created_at", "desc"],
  words: {
    note: {
      zh: "运营商作为发送方显示的号码。创建后绑定到服务号，服务号才能使用。",
      en: "What a carrier shows as the sender of a text. A service account can be used once one is bound to it.",
    },
    empty: { zh: "还没有通道号", en: "No channel number yet" },
    empty_hint: { zh: "创建通道号，再绑定到服务号。", en: "Add one, then bind it to a service account." },
  },
  fields: {
    number: { kind: "text", label: NUMBER, mono: true, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: KIND, values: PORT_KIND_WORDS, filter: "is" },
    signatures: { kind: "texts", label: SIGNATURES, filter: "has" },
    bindings: { kind: "count", label: { zh: "绑定数", en: "Bindings" } },
    proof_name: { kind: "file", label: PROOF, proof: "port", path: "proof_path", list: "no" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ACCOUNT_INPUTS.create_port, {
      verb: "create_port",
      title: { zh: "创建通道号", en: "Add a channel number" },
      confirm: { zh: "提交", en: "Add it" },
      done: {
        zh: "通道号已创建，请绑定到服务号",
        en: "The channel number is added: bind it to a service account",
      },
      inputs: {
        kind: { kind: "choice", label: KIND, values: PORT_KIND_WORDS, initial: "plain" },
        number: { kind: "text", label: NUMBER, max: 21, problem: numberProblem },
        signatures: {
          kind: "references",
          label: SIGNATURES,
          hint: {
            zh: `已审核通过的短消息签名，最多 ${ACCOUNT_LIMITS.signatures} 个。`,
            en: `Approved SMS signatures, at most ${ACCOUNT_LIMITS.signatures}.`,
          },
          most: ACCOUNT_LIMITS.signatures,
          from: SIGNATURE_SOURCE,
        },
        proof: {
          kind: "file",
          label: PROOF,
          hint: {
            zh: "png、jpg、bmp、jpeg 图片，不超过 4 MB。",
            en: "A png, jpg, bmp or jpeg of at most 4 MB.",
          },
          proof: "port",
        },
      },
    }),
  },
  transitions: {
    delete: {
      label: { zh: "删除", en: "Delete" },
      title: { zh: "删除通道号", en: "Delete a channel number" },
      question: { zh: "删除通道号「{number}」？", en: "Delete the channel number “{number}”?" },
      body: {
        zh: "已绑定服务号的通道号须先解绑；由签名授权产生的绑定随之删除。",
        en: "One that was bound to an account has to be unbound first; bindings by signature authorisation go with it.",
      },
      sure: { zh: "确认删除", en: "I am sure" },
      done: { zh: "通道号「{number}」已删除", en: "The channel number “{number}” is deleted" },
      needs: "KooMessageSA:port:delete",
      tone: "danger",
      deletes: true,
      inList: true,
    },
  },
});
