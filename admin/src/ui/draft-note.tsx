import { w } from "@tidings/shared/ground/locale.ts";
import { clock } from "./time.ts";
import { useTranslations } from "./words.ts";

const words = {
  kept: w("未保存的内容已保留在此浏览器 · {when}", "Unsaved work is kept in this browser · {when}"),
};

/** States that the draft is stored, and when it was last (by the browser's clock). */
export function DraftNote({ keptAt }: { keptAt: string }) {
  const t = useTranslations(words);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <span role="status">{t("kept", { when: clock(keptAt, zone, true).slice(11) })}</span>;
}
