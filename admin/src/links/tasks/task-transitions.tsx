import { daysLeft, resolutionsLeft } from "@tidings/shared/links/limits.ts";
import { Button, Flex } from "antd";
import { useState } from "react";
import type { VerbName } from "../../ui/rows.ts";
import { type Transition, TransitionButtons } from "../../ui/transitions.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import { AddDialog } from "./add-dialog.tsx";
import { useFreezeOffers } from "./freeze-link.tsx";
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
  const may = (verb: string) =>
    transitions.some((transition) => transition.verb === verb && transition.allowed);
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
      {may("add_resolutions") && resolutionsLeft(task) > 0 && (
        <Button onClick={() => setAdding("add_resolutions")} data-verb="add_resolutions">
          {t("add_resolutions")}
        </Button>
      )}
      {may("add_validity") && daysLeft(task) > 0 && (
        <Button onClick={() => setAdding("add_validity")} data-verb="add_validity">
          {t("add_validity")}
        </Button>
      )}
      <TransitionButtons
        transitions={transitions}
        offers={task.frozen_at === null ? { freeze } : { unfreeze }}
        args={{ link: task.id }}
        verbOf={(verb) => `${verb}_link` as VerbName}
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
