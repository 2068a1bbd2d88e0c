import type { Transition } from "@tidings/shared/transitions.ts";
import { Button, Flex } from "antd";
import { useState } from "react";
import { isAllowed } from "../../ui/transition.ts";
import { TransitionButtons } from "../../ui/transitions.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import { AddDialog } from "./add-dialog.tsx";
import { linkVerb, useFreezeOffers } from "./freeze-link.tsx";
import type { TaskCard } from "./row.ts";

/** The actions on a task: add resolutions, add validity, freeze, unfreeze, cancel. Regenerating is next to the rejects. */
export function TaskTransitions({
  task,
  transitions,
}: {
  task: TaskCard;
  transitions: readonly Transition[];
}) {
  const t = useTranslations(words);
  const { freeze, unfreeze } = useFreezeOffers("freeze_task_body");
  const [adding, setAdding] = useState<"add_resolutions" | "add_validity" | null>(null);
  const cancel = {
    label: t("cancel"),
    title: t("cancel_title"),
    body: t("cancel_body"),
    done: t("cancel_done"),
    tone: "danger",
    reason: "optional",
  } as const;
  return (
    <Flex gap={8} wrap>
      {isAllowed(transitions, "add_resolutions") && (
        <Button onClick={() => setAdding("add_resolutions")} data-verb="add_resolutions">
          {t("add_resolutions")}
        </Button>
      )}
      {isAllowed(transitions, "add_validity") && (
        <Button onClick={() => setAdding("add_validity")} data-verb="add_validity">
          {t("add_validity")}
        </Button>
      )}
      <TransitionButtons
        transitions={transitions}
        offers={{ freeze, unfreeze }}
        args={{ link: task.id }}
        verbOf={linkVerb}
      />
      <TransitionButtons
        transitions={transitions}
        offers={{ cancel }}
        args={{ task: task.id }}
        verbOf={() => "cancel_resolve_task"}
      />
      {adding && <AddDialog task={task} verb={adding} close={() => setAdding(null)} />}
    </Flex>
  );
}
