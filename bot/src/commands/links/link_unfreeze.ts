import { freezingCommand } from "./freezing.ts";

export const linkUnfreeze = freezingCommand("link-unfreeze", "unfreeze_link", {
  title: { zh: "解冻短链", en: "Unfreeze a link" },
  description: {
    zh: "让冻结的解析任务或短链继续有效，须写明原因",
    en: "Lets a frozen resolve task or link go on, with a reason",
  },
});
