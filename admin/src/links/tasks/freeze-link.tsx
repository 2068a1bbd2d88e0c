import type { Transition } from "@tidings/shared/transitions.ts";
import type { ActionOffer } from "../../ui/action-dialog.tsx";
import type { VerbName } from "../../ui/rows.ts";
import { TransitionButtons } from "../../ui/transitions.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import type { LinkCard } from "./row.ts";

/** Freezes or unfreezes one personal link. A link frozen with its whole task cannot be unfrozen alone. */
export function FreezeLink({ link, transitions }: { link: LinkCard; transitions: readonly Transition[] }) {
  return (
    <TransitionButtons
      small
      transitions={transitions}
      offers={useFreezeOffers("freeze_one_body")}
      args={{ link: String(link.id) }}
      verbOf={linkVerb}
    />
  );
}

/** The database function that freezes or unfreezes a link, or all links of a task. */
export const linkVerb = (verb: string) => `${verb}_link` as VerbName;

/** The dialogs to freeze and unfreeze; `body` says what is frozen. */
export function useFreezeOffers(
  body: "freeze_task_body" | "freeze_one_body",
): Record<"freeze" | "unfreeze", ActionOffer> {
  const t = useTranslations(words);
  return {
    freeze: {
      label: t("freeze"),
      title: t("freeze_title"),
      body: t(body),
      done: t("freeze_done"),
      tone: "danger",
      reason: "required",
    },
    unfreeze: {
      label: t("unfreeze"),
      title: t("unfreeze_title"),
      body: t("unfreeze_body"),
      done: t("unfreeze_done"),
      reason: "required",
    },
  };
}
