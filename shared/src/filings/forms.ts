import type { Enum } from "../enums.ts";
import type { Words } from "../locale.ts";

/** The forms of a filing (企业备案, spec FIL-1, §6.1); keys and order are those of Postgres. */
export const FILING_FORM_WORDS: Readonly<Record<Enum<"filing_form">, Words>> = {
  send_task: { zh: "智能信息-发送任务", en: "send tasks" },
  short_link: { zh: "智能信息-生成短链", en: "short links" },
  basic: { zh: "智能信息基础版", en: "the basic edition" },
  service_account: { zh: "智能信息服务号", en: "service accounts" },
};
