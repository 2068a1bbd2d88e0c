import { w } from "../ground/locale.ts";
import { defineResource, setting } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";

const AFTER = w("等待时长超过（小时）", "Waiting longer than (hours)");

/** BOT-3: after how many hours what waits for its review is said again, to everybody who may decide. */
export const reviewHours = defineResource({
  noun: "review_hours",
  single: true,
  view: "review_hours",
  note: w(
    "等待审核超过所设时间后，会再次通知已订阅的聊天频道，并私信全部可审核的成员；每次提交只通知一次。",
    "When a submission has waited longer than this, we notify the subscribed chat channels again and message all possible reviewers directly, once per submission.",
  ),
  fields: {
    review_hours: {
      kind: "count",
      label: AFTER,
      text: ({ review_hours: hours }) => (hours === null ? w("从不", "Never") : String(hours)),
    },
  },
  form: setting(PEOPLE_INPUTS.update_review_hours, {
    verb: "update_review_hours",
    done: w("已保存", "Saved"),
    inputs: {
      review_hours: {
        kind: "count",
        label: AFTER,
        option: "hours",
        hint: w(
          "1 到 720 小时；留空（聊天中为 0）表示从不再次通知。",
          "1 to 720 hours. Leave empty (0 in chat) to turn this off.",
        ),
        min: 1,
        max: 720,
        initial: 24,
        optional: true,
      },
    },
  }),
});
