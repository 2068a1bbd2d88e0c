import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { NETWORK, NETWORK_LABELS } from "../numbers/networks.ts";
import { defineResource } from "../resource/define.ts";
import { SIGNATURE_REPORT_WORDS } from "../sms/words.ts";

const SOURCE_WORDS: Labels<"carrier" | "platform"> = {
  carrier: label("neutral", "运营商", "Carrier"),
  platform: label("neutral", "平台登记", "Platform"),
};
const SIGNATURE: Words = w("签名", "Signature");
const SAVED: Words = w("已登记", "Recorded");

/** A signature at a network (NET-1): told by the carrier, or written down by a platform admin. */
export const signatureNetwork = defineResource({
  noun: "signature_network",
  view: "signature_network_cards",
  title: "name",
  order: ["decided_at", "desc"],
  number: "network",
  words: {
    note: w(
      "签名须在各网络报备；未报备的，审批发送任务时会提示涉及多少号码。",
      "Signatures must be registered with each network. If one isn't, approvers see how many numbers are affected.",
    ),
    empty: w("还没有签名", "No signatures yet"),
    empty_hint: w("签名通过审核后会显示在这里。", "Signatures appear here once approved."),
  },
  fields: {
    name: { kind: "text", label: SIGNATURE, list: "head", page: "no", filter: "part" },
    network: { kind: "choice", label: NETWORK, values: NETWORK_LABELS, list: "head", filter: "is" },
    state: {
      kind: "choice",
      label: w("报备", "Registration"),
      values: SIGNATURE_REPORT_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    enterprise_name: { kind: "text", label: w("企业", "Enterprise"), platform: true, filter: "part" },
    source: { kind: "choice", label: w("来源", "Source"), values: SOURCE_WORDS, filter: "is" },
    decided_at: { kind: "time", label: w("登记", "Recorded"), by: "decided_by_name", sort: true },
    reason: { kind: "long", label: w("原因", "Reason"), list: "no" },
  },
  forms: {},
  transitions: {
    report: {
      label: w("登记已报备", "Record as registered"),
      question: w("将签名「{name}」登记为已报备？", "Record signature “{name}” as registered?"),
      body: w("审批时不再提示。", "Approvers no longer see a warning."),
      done: SAVED,
      tone: "main",
      inList: true,
      from: ["not_yet", "refused"],
      platform: true,
    },
    refuse: {
      label: w("登记未通过", "Record as rejected"),
      question: w("将签名「{name}」登记为报备未通过？", "Record the registration of “{name}” as rejected?"),
      body: w("企业会看到原因。", "The enterprise sees the reason."),
      done: SAVED,
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["not_yet", "reported"],
      platform: true,
    },
    withdraw: {
      label: w("登记未报备", "Record as not registered"),
      question: w("将签名「{name}」登记为未报备？", "Record signature “{name}” as not registered?"),
      body: w("审批时会提示涉及多少号码。", "Approvers see how many numbers are affected."),
      done: SAVED,
      tone: "danger",
      inList: true,
      from: ["reported", "refused"],
      platform: true,
    },
  },
});
