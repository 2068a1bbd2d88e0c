import { defineWords } from "../../ui/words.ts";

/** Texts of the send settings. */
export const words = defineWords(
  "send-settings",
  {
    by_default: "默认 {value}",
    window: "营销时段",
    window_note:
      "营销类信息只在此时段内发出（企业时区 {zone}）；时段外的等待下一次开放。时段是审批内容的一部分：修改后，等待审批的与循环的任务需重新提交审批。",
    opens: "开始",
    closes: "结束",
    save: "保存",
    saved: "设置已保存",
  },
  {
    by_default: "{value} by default",
    window: "Marketing window",
    window_note:
      "Marketing goes out in these hours only (the enterprise's clock, {zone}); outside it waits for the next opening. The window is part of what was approved: what waits or repeats is approved anew after a change.",
    opens: "Opens",
    closes: "Closes",
    save: "Save",
    saved: "Saved",
  },
);
