import { useQuery } from "@tanstack/react-query";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { type FirstMessage, shownTo } from "@tidings/shared/sends/first_message.ts";
import { useStickyError } from "../ui/sticky-error.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";

/** What the first number of a send gets, masked, and the words that say so; no values and other words while no line of its file is checked. */
export function useFirstMessage(send: SendCard) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id, revision, accepted, expanded } = send;
  const answer = useQuery({
    queryKey: ["first_message", id, revision, accepted, expanded === null || expanded === 0],
    queryFn: () => callVerb<FirstMessage | null>("first_message", { send: id }),
  });
  const { data, loading, failure, retry } = useStickyError(answer);
  const first = data ?? null;
  return { note: noteOf(first), params: first?.values, loading, failure, retry };

  function noteOf(shown: FirstMessage | null): string | null {
    if (shown === null) return t("unchecked");
    // A template without parameters shows everybody the same.
    return Object.keys(shown.values).length === 0
      ? null
      : t("first", { shown: shownTo(shown, send, locale) });
  }
}
