import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { optOutReason } from "../sms/words.ts";

export const PROOF_FILE = w("凭证文件", "Proof file");

/** A number on a signature's opt-out list (OPT-1), masked. */
export const optOut = defineResource({
  noun: "opt_out",
  view: "opt_out_cards",
  title: "phone",
  order: ["at", "desc"],
  numbered: true,
  opens: false,
  unlogged: true,
  words: {
    note: w(
      "名单中的号码来自客户回复退订或成员导入，不再接收对应签名的短信。任务通过审批后生成明细时，以及每次提交前，都会排除这些号码。",
      "These numbers no longer get messages with a given signature, because they opted out by reply or a member imported them. They're excluded when an approved send creates its messages and again before each submission.",
    ),
    empty: w("名单为空", "The list is empty"),
    empty_hint: w(
      "客户回复 T、TD、退订 等时会自动加入；也可以导入已有的名单。",
      "Customers who reply T, TD, 退订 … are added automatically. You can also import a list.",
    ),
  },
  fields: {
    phone: { kind: "phone", label: w("手机号", "Phone number"), list: "head", filter: "number" },
    signature: {
      kind: "text",
      label: w("签名", "Signature"),
      list: "head",
      filter: "part",
      text: ({ signature }) => `【${signature}】`,
    },
    replied: {
      kind: "flag",
      label: w("来源", "Source"),
      values: {
        true: label("neutral", "客户回复", "Customer reply"),
        false: label("neutral", "成员导入", "Member import"),
      },
      filter: "is",
      advanced: true,
    },
    reason: {
      kind: "text",
      label: w("原因", "Reason"),
      filter: "part",
      text: ({ reason, added_by }) => optOutReason({ reason: String(reason), added_by }),
    },
    proof: { kind: "text", label: w("凭证", "Proof"), list: "wide" },
    proof_name: {
      kind: "file",
      label: PROOF_FILE,
      proof: "opt_out",
      path: "proof_path",
      list: "wide",
    },
    at: { kind: "time", label: w("加入时间", "Added"), sort: true, filter: "span" },
  },
  forms: {
    create: { verb: "import_opt_outs", title: w("导入退订号码", "Import opted-out numbers"), byHand: true },
  },
  transitions: {
    remove: {
      label: w("移出", "Remove"),
      question: w("把 {phone} 移出名单？", "Remove {phone} from the list?"),
      body: w(
        "移出后，此号码会再次收到签名为【{signature}】的短信。请仅在客户要求恢复时移出。",
        "This number will get messages with the signature 【{signature}】 again. Do this only if the customer asked.",
      ),
      done: w(
        "{phone} 已移出「{signature}」的退订名单。",
        "{phone} was removed from the opt-out list of “{signature}”.",
      ),
      tone: "danger",
      reason: "required",
      inList: true,
      deletes: true,
    },
  },
});
