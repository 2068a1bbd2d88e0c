import { type Words, w } from "../ground/locale.ts";
import type { Ahead } from "../resource/ahead.ts";
import type { Offer } from "../resource/define.ts";
import { ASSIGN, URGE } from "../resource/reviewed.ts";
import { COPY, DELETE, DISABLE, ENABLE, REJECT, TEST, WITHDRAW } from "../templates/template_acts.ts";

/** What the offers read of a basic template. */
interface Offered extends Ahead {
  readonly channel_name: string | null;
  readonly validity_days: number | null;
}

/** For how long it is valid. */
export const daysWords = (days: number | null): Words => ({
  zh: `${days ?? "-"} 天`,
  en: days === 1 ? "1 day" : `${days ?? "-"} days`,
});

/** Whom an approval leads to, said before it. */
const asksWords = ({ channel_name: name, validity_days }: Offered): Words => {
  const days = daysWords(validity_days);
  return w(
    `由通道「${name ?? "-"}」的运营商审核；任一网络通过即可发送，有效期 ${days.zh}。`,
    `the carrier of “${name ?? "-"}” reviews it. Once one network approves it, you can send it for ${days.en}.`,
  );
};

const RIGHTS = "KooMessageBasic:template";

/** What is done with a basic template (BAS-1). */
export const BASIC_TRANSITIONS = {
  submit: {
    label: w("提交审核", "Submit for review"),
    question: w("将模板「{name}」提交审核？", "Submit “{name}” for review?"),
    body: (row) => {
      const { zh, en } = asksWords(row);
      return w(
        `由另一位有审核权限的成员审核，审核期间不能修改。通过后${zh}`,
        `Another member reviews it, and you can't edit it in the meantime. After approval, ${en}`,
      );
    },
    done: w("已提交审核", "Submitted for review"),
    needs: `${RIGHTS}:submit`,
    tone: "main",
    from: ["draft", "rejected"],
  },
  withdraw: {
    ...WITHDRAW,
    title: w("撤回基础版模板", "Withdraw basic template"),
    needs: `${RIGHTS}:submit`,
  },
  approve: {
    label: w("通过", "Approve"),
    question: w("通过模板「{name}」？", "Approve “{name}”?"),
    body: (row) => {
      const { zh, en } = asksWords(row);
      return w(`通过后${zh}`, `After approval, ${en}`);
    },
    done: w("已通过，正在提交运营商审核：{name}", "Approved and being submitted to the carrier: {name}"),
    tone: "main",
    reason: "optional",
  },
  reject: REJECT,
  assign: ASSIGN,
  urge: URGE,
  enable: { ...ENABLE, title: w("启用基础版模板", "Enable basic template") },
  disable: { ...DISABLE, title: w("禁用基础版模板", "Disable basic template") },
  copy: {
    ...COPY,
    title: w("复制基础版模板", "Copy basic template"),
    body: w(
      "以相同的内容、签名、通道和有效期新建一个草稿；已过期的模板也可复制，但副本须重新审核。",
      "Creates a draft with the same content, signature, channel and validity. You can copy expired templates too, but the copy must be reviewed again.",
    ),
    needs: `${RIGHTS}:create`,
  },
  test: {
    ...TEST,
    title: w("测试发送基础版模板", "Test basic template"),
    needs: `${RIGHTS}:submit`,
    inputs: { numbers: TEST.inputs.numbers, params: TEST.inputs.params },
  },
  delete: {
    ...DELETE,
    title: w("删除基础版模板", "Delete basic template"),
    body: w(
      "删除后不能恢复。历史记录和报表中仍保留模板名称；该名称可用于新模板。",
      "You can't undo this. History and reports keep the name, and you can reuse it for a new template.",
    ),
    needs: `${RIGHTS}:delete`,
  },
} as const satisfies Readonly<Record<string, Offer<Offered>>>;
