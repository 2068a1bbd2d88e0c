import { defineWords } from "../ui/words.ts";

/** Texts of the page of those who run the deployment. */
export const words = defineWords(
  "platform",
  {
    title: "平台",
    note: "您是平台管理员，不属于任何企业：这里只有数量，看不到企业的内容。",
    enterprises: "企业",
    members: "启用的成员",
    sends: "发送任务",
    none: "还没有发送任务",
  },
  {
    title: "Platform",
    note: "You run this deployment and belong to no enterprise: here are counts, and no enterprise's contents.",
    enterprises: "Enterprises",
    members: "Active members",
    sends: "Sends",
    none: "No send yet",
  },
);
