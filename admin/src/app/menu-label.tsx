import type { ReactNode } from "react";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** More than these say the same: a long queue. */
const MOST = 99;

/** What an entry is called, and how much waits there for this person. */
export function MenuLabel({ label, waits }: { readonly label: ReactNode; readonly waits: number }) {
  const t = useTranslations(words);
  return (
    <span className="menu-label">
      <span className="menu-name">{label}</span>
      {waits > 0 && (
        <span className="menu-waits" role="note" aria-label={t("waits", { count: waits })} data-waits={waits}>
          {waits > MOST ? `${MOST}+` : waits}
        </span>
      )}
    </span>
  );
}
