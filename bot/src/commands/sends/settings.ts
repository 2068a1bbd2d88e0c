import { fillPlaces, say, type Words } from "@tidings/shared/ground/locale.ts";
import { APPROVER_MFA_WORDS } from "@tidings/shared/people/mfa.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

/** What `get_send_settings` answers. */
interface Settings {
  readonly marketing_per_hour: number;
  readonly marketing_per_day: number;
  readonly notice_per_minute: number;
  readonly notice_per_day: number;
  readonly pause_at_failures: number;
  readonly pay_as_you_go: boolean;
}

const LABELS = {
  marketing_per_hour: { zh: "每号每小时营销信息", en: "Marketing, a number, an hour" },
  marketing_per_day: { zh: "每号每天营销信息", en: "Marketing, a number, a day" },
  notice_per_minute: { zh: "每号每分钟通知", en: "Notices, a number, a minute" },
  notice_per_day: { zh: "每号每天通知", en: "Notices, a number, a day" },
  pause_at_failures: { zh: "失败超过百分之几即暂停", en: "Pause at failures over, %" },
  pay_as_you_go: { zh: "套餐用尽后按需计费", en: "Pay as you go beyond packages" },
} as const satisfies Record<keyof Settings, Words>;

const SAYS = {
  approver_mfa: { zh: "审批人的两步验证", en: "Second factor of approvers" },
  shown: { zh: "发送设置", en: "Send settings" },
  saved: { zh: "发送设置已保存", en: "Send settings saved" },
  most: { zh: "最多 {count} 条", en: "{count} at most" },
  on: { zh: "开", en: "on" },
  off: { zh: "关", en: "off" },
} as const satisfies Record<string, Words>;

const cap = () => z.int().min(1).max(1_000).optional();

export const settings = defineCommand({
  name: "settings",
  feature: "sends",
  admin: true,
  words: {
    title: { zh: "设置", en: "Settings" },
    description: {
      zh: "查看或修改发送设置：频次上限、失败保护、按需计费",
      en: "Shows or changes the settings of sends: caps, the guard against failures, pay-as-you-go",
    },
    options: LABELS,
  },
  input: z.object({
    marketing_per_hour: cap(),
    marketing_per_day: cap(),
    notice_per_minute: cap(),
    notice_per_day: cap(),
    pause_at_failures: z.int().min(1).max(100).optional(),
    pay_as_you_go: z.boolean().optional(),
  }),
  positional: [],
  permission: "KooMessage:sendSetting:list",
  reads: false,
  audience: "chat_channel",
  async run(context, asked): Promise<Answer> {
    const { pause_at_failures: percent, ...rest } = asked;
    const input = { ...rest, ...(percent === undefined ? {} : { pause_at_failures: percent / 100 }) };
    const changes = Object.values(asked).some((value) => value !== undefined);
    const now = changes
      ? await verb<Settings>(context.session, "set_send_settings", {
          input,
          request: context.request("set_send_settings"),
        })
      : await verb<Settings>(context.session, "get_send_settings");
    const told = (words: Words, places: object = {}) => fillPlaces(say(words, context.locale), { ...places });
    const shown = (name: keyof Settings): string => {
      if (name === "pay_as_you_go") return told(now.pay_as_you_go ? SAYS.on : SAYS.off);
      if (name === "pause_at_failures") return `${Math.round(now.pause_at_failures * 100)} %`;
      return told(SAYS.most, { count: now[name] });
    };
    return {
      tone: changes ? "good" : "plain",
      title: told(changes ? SAYS.saved : SAYS.shown),
      fields: [
        ...(Object.keys(LABELS) as (keyof Settings)[]).map((name) => ({
          label: `${told(LABELS[name])} (${name})`,
          value: shown(name),
        })),
        {
          label: `${told(SAYS.approver_mfa)} (approver-mfa)`,
          value: told(APPROVER_MFA_WORDS[context.me.enterprise?.approver_mfa ?? "none"]),
        },
      ],
    };
  },
});
