import { type Labels, label } from "../ground/tone.ts";

/** Where a robot posts (`robots.kind`). */
export const ROBOT_KINDS = ["feishu", "dingtalk", "wecom", "webhook"] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];

export const ROBOT_KIND_WORDS: Labels<RobotKind> = {
  feishu: label("neutral", "飞书", "Feishu"),
  dingtalk: label("neutral", "钉钉", "DingTalk"),
  wecom: label("neutral", "企业微信", "WeCom"),
  webhook: label("neutral", "Webhook", "Webhook"),
};

/** How a robot goes (`robot_cards.health`). */
export type RobotHealth = "well" | "failing" | "unused" | "paused";

export const ROBOT_HEALTH_WORDS: Labels<RobotHealth> = {
  well: label("good", "正常", "Working"),
  failing: label("bad", "发送失败", "Failing"),
  unused: label("neutral", "尚未发送", "Nothing sent yet"),
  paused: label("warning", "已暂停", "Paused"),
};
