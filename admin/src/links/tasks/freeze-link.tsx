import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../ui/me.tsx";
import { MoveDialog, type MoveOffer } from "../../ui/moves.tsx";
import { useWords } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import type { LinkCard } from "./row.ts";

/** Freezes one personal link, or lets it go on. What is frozen with its whole task is not let go alone. */
export function FreezeLink({ link }: { link: LinkCard }) {
  const say = useWords(words);
  const offers = useFreezeOffers("freeze_one_body");
  const [open, setOpen] = useState(false);
  const may = useMay()("KooMessage:resolveTask:freeze");
  const act = link.frozen_at !== null ? "unfreeze" : "freeze";
  const fits = act === "unfreeze" ? link.status === "frozen" : link.status === "live";
  if (!may || !fits) return null;
  return (
    <>
      <Button type="link" size="small" danger={act === "freeze"} onClick={() => setOpen(true)} data-act={act}>
        {say(act)}
      </Button>
      {open && (
        <MoveDialog
          verb={`${act}_link`}
          offer={offers[act]}
          args={{ link: String(link.id) }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** How freezing is offered; `body` says what is frozen. */
export function useFreezeOffers(
  body: "freeze_task_body" | "freeze_one_body",
): Record<"freeze" | "unfreeze", MoveOffer> {
  const say = useWords(words);
  return {
    freeze: {
      label: say("freeze"),
      title: say("freeze_title"),
      body: say(body),
      done: say("freeze_done"),
      tone: "danger",
      reason: "required",
    },
    unfreeze: {
      label: say("unfreeze"),
      title: say("unfreeze_title"),
      body: say("unfreeze_body"),
      done: say("unfreeze_done"),
      reason: "required",
    },
  };
}
