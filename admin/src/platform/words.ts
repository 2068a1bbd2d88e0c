import { defineWords } from "../ui/words.ts";

/** Texts of the page of those who run the deployment. */
export const words = defineWords(
  "platform",
  {
    title: "平台",
    note: "您在运营本部署：维护价目表、确认付款。各企业只显示订单与数量，看不到其他内容。",
    enterprises: "企业",
    members: "启用的成员",
    sends: "发送任务",
    counts: "数量",
  },
  {
    title: "Platform",
    note: "You run this deployment: its price list and the payments. Of enterprises there are orders and counts, and nothing else.",
    enterprises: "Enterprises",
    members: "Active members",
    sends: "Sends",
    counts: "Counts",
  },
);
