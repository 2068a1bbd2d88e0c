import { w } from "../ground/locale.ts";
import { defineResource, setting } from "../resource/define.ts";
import { SETTINGS_INPUTS } from "./settings_inputs.ts";

/** The hours in which marketing messages may be sent (SND-1). */
export const marketingWindow = defineResource({
  noun: "marketing_window",
  single: true,
  view: "marketing_window",
  note: w(
    "营销类信息只在此时段内（按企业时区）发出；时段外的信息会等到下一个时段再发。时段是审批内容的一部分：修改后，等待审批的任务与循环任务需重新提交审批。",
    "Marketing messages go out only within these hours, in the enterprise's time zone. Outside these hours, they wait until the hours start again. The hours are part of the approval. After you change them, pending and recurring sends must be resubmitted.",
  ),
  form: setting(SETTINGS_INPUTS.update_marketing_window, {
    verb: "update_marketing_window",
    done: w("营销时段已保存", "Marketing hours saved"),
    inputs: {
      marketing_from: { kind: "hour", label: w("开始", "Start"), option: "from", initial: "08:00" },
      marketing_to: { kind: "hour", label: w("结束", "End"), option: "to", initial: "21:00" },
    },
  }),
});
