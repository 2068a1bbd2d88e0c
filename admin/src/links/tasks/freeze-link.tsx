import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../ui/me.tsx";
import { ActionDialog, type ActionOffer } from "../../ui/transitions.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import type { LinkCard } from "./row.ts";

/** Freezes or unfreezes one personal link. A link frozen with its whole task cannot be unfrozen alone. */
export function FreezeLink({ link }: { link: LinkCard }) {
  const t = useTranslations(words);
  const offers = useFreezeOffers("freeze_one_body");
  const [open, setOpen] = useState(false);
  const may = useMay()("KooMessage:resolveTask:freeze");
  const act = link.frozen_at !== null ? "unfreeze" : "freeze";
  const fits = act === "unfreeze" ? link.status === "frozen" : link.status === "live";
  if (!may || !fits) return null;
  return (
    <>
      <Button type="link" size="small" danger={act === "freeze"} onClick={() => setOpen(true)} data-act={act}>
        {t(act)}
      </Button>
      {open && (
        <ActionDialog
          verb={`${act}_link`}
          offer={offers[act]}
          args={{ link: String(link.id) }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

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
