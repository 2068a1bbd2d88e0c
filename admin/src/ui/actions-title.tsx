import { w } from "@tidings/shared/ground/locale.ts";
import { useTranslations } from "./words.ts";

const words = { title: w("操作", "Actions") };

/** The heading of a column of buttons, for screen readers: eyes do not need it. */
export function ActionsTitle() {
  return <span className="unseen">{useTranslations(words)("title")}</span>;
}
