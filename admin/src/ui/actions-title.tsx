import { defineWords, useTranslations } from "./words.ts";

const words = defineWords("actions", { title: "操作" }, { title: "Actions" });

/** The heading of a column of buttons, for screen readers: eyes do not need it. */
export function ActionsTitle() {
  return <span className="unseen">{useTranslations(words)("title")}</span>;
}
