import { freezingCommand } from "./freezing.ts";

export const linkFreeze = freezingCommand("link-freeze", "freeze_link", {
  title: { zh: "冻结短链", en: "Freeze a link" },
  description: {
    zh: "立即停用解析任务或一个短链，须写明原因；可以解冻",
    en: "Stops a resolve task or one link at once, with a reason; it can be unfrozen",
  },
});
