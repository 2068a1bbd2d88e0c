import { w } from "@tidings/shared/ground/locale.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { useEffect, useRef } from "react";
import { focusSoon } from "../focus.ts";
import { LinkButton } from "../link-button.tsx";
import { useToDecide } from "../waiting.ts";
import { useTranslations } from "../words.ts";

const words = { next: w("下一项待审（{count}）", "Next to review ({count})") };

/** After a decision on the page of a row: the way to what waits longest of what is left, with the focus on it. */
export function NextWaiting({ id }: { id: string }) {
  const t = useTranslations(words);
  // The one that was just decided may still be among them.
  const rows = useToDecide();
  const around = useRef<HTMLSpanElement>(null);
  const next = rows.find((row) => row.id !== id);
  const there = next !== undefined;
  useEffect(() => (there ? focusSoon(() => around.current?.querySelector("a")) : undefined), [there]);
  if (!next) return null;
  const count = rows.some((row) => row.id === id) ? rows.length - 1 : rows.length;
  return (
    <span ref={around}>
      <LinkButton type="primary" to={`/${NOUNS[next.resource].path}/${next.id}`} data-testid="next-waiting">
        {t("next", { count })}
      </LinkButton>
    </span>
  );
}
