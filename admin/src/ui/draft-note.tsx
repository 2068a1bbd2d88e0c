import { w } from "@tidings/shared/ground/locale.ts";
import { clock } from "./time.ts";
import { useTranslations } from "./words.ts";

const words = {
  kept: w("未保存的内容已保留在此浏览器 · {when}", "Unsaved changes kept in this browser · {when}"),
  everywhere: w(
    "未保存的内容已保留在此浏览器，并可在其他设备上继续 · {when}",
    "Unsaved changes kept in this browser and available on your other devices · {when}",
  ),
};

interface DraftNoteProps {
  readonly keptAt: string;
  /** The database has it too. */
  readonly onServer?: boolean;
}

/** States that the draft is stored, and when it was last (by the browser's clock). */
export function DraftNote({ keptAt, onServer = false }: DraftNoteProps) {
  const t = useTranslations(words);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <span role="status">
      {t(onServer ? "everywhere" : "kept", { when: clock(keptAt, zone, true).slice(11) })}
    </span>
  );
}
