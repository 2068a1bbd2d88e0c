import { w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { defineResource, setting } from "../resource/define.ts";
import { LINK_INPUTS } from "./inputs.ts";

const REQUESTS = { min: 1, max: 999_999_999 } as const;

/** Whether jump links need approval, and how many requests a minute are a burst (JMP-1, GRD-1). */
export const linkRules = defineResource({
  noun: "link_rules",
  single: true,
  view: "link_rules",
  note: w(
    "本企业短链的跳转审核与防刷规则，仅企业管理员可修改。修改会记入审计日志。",
    "Target link review and abuse protection for short links. Only owners can edit these rules. Changes are recorded in the audit log.",
  ),
  form: setting(LINK_INPUTS.update_link_rules, {
    verb: "update_link_rules",
    done: w("规则已保存", "Rules saved"),
    inputs: {
      jump_approval: {
        kind: "flag",
        label: w("自定义跳转链接须先审核通过", "Target links need approval first"),
        hint: w(
          "开启后，群发短链只能跳转到「自定义跳转链接」中已通过的地址。",
          "When on, group links can lead only to approved addresses under “Target links”.",
        ),
        values: YES_NO,
        initial: false,
      },
      group_burst: {
        kind: "count",
        label: w("群发短链每分钟请求上限", "Group link request limit per minute"),
        hint: w(
          "超过上限时，自动冻结该解析任务并告警，由管理员或审核员解冻。",
          "Above this limit, the link task is frozen and an alert is sent. An owner or reviewer can unfreeze it.",
        ),
        ...REQUESTS,
        initial: 60_000,
      },
      personal_burst: {
        kind: "count",
        label: w("个性化短链每分钟请求上限", "Personal link request limit per minute"),
        hint: w(
          "仅统计被拒绝的请求。超过上限时，自动冻结该条短链并告警。",
          "Only rejected requests count. Above this limit, the link is frozen and an alert is sent.",
        ),
        ...REQUESTS,
        initial: 60,
      },
    },
  }),
});
