import { isLate, lateAt, latest, lateWords, type ScheduledSend } from "@tidings/shared/sends/late.ts";
import { useEffect, useState } from "react";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";

/** The maximum delay of `setTimeout`, in ms. */
const LONGEST = 2 ** 31 - 1;

/** The note that the scheduled time passed before approval, and what to do; null before. Appears by itself when the time passes. */
export function useLate(send: ScheduledSend): string | null {
  const t = useTranslations();
  const { zone } = useEnterprise();
  const at = latest(send);
  const [, draw] = useState(0);
  useEffect(() => {
    const rest = at === null ? -1 : at - Date.now();
    if (rest < 0 || rest > LONGEST) return;
    const timer = setTimeout(() => draw((times) => times + 1), rest + 1);
    return () => clearTimeout(timer);
  }, [at]);
  if (!isLate(send)) return null;
  return t(lateWords(send), { at: clock(lateAt(send), zone) });
}
