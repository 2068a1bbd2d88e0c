import { daysLeft, resolutionsLeft } from "@tidings/shared/links/limits.ts";
import { Button, Flex } from "antd";
import { useState } from "react";
import { type Move, MoveButtons } from "../../ui/moves.tsx";
import type { VerbName } from "../../ui/rows.ts";
import { useWords } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import { AddDialog } from "./add-dialog.tsx";
import { useFreezeOffers } from "./freeze-link.tsx";
import type { TaskCard } from "./row.ts";

/** What may be done with a task now: more resolutions, more time, stop, go on, cancel. Regenerating stands at the rejects. */
export function TaskMoves({ task, moves }: { task: TaskCard; moves: readonly Move[] }) {
  const say = useWords(words);
  const { freeze, unfreeze } = useFreezeOffers("freeze_task_body");
  const [adding, setAdding] = useState<"add_resolutions" | "add_validity" | null>(null);
  const may = (verb: string) => moves.some((move) => move.verb === verb && move.allowed);
  const cancel = {
    label: say("cancel"),
    title: say("cancel_title"),
    body: say("cancel_body"),
    done: say("cancel_done"),
    tone: "danger",
    reason: "optional",
  } as const;
  return (
    <Flex gap={8} wrap>
      {may("add_resolutions") && resolutionsLeft(task) > 0 && (
        <Button onClick={() => setAdding("add_resolutions")} data-verb="add_resolutions">
          {say("add_resolutions")}
        </Button>
      )}
      {may("add_validity") && daysLeft(task) > 0 && (
        <Button onClick={() => setAdding("add_validity")} data-verb="add_validity">
          {say("add_validity")}
        </Button>
      )}
      <MoveButtons
        moves={moves}
        offers={task.frozen_at === null ? { freeze } : { unfreeze }}
        args={{ link: task.id }}
        verbOf={(move) => `${move}_link` as VerbName}
      />
      <MoveButtons
        moves={moves}
        offers={{ cancel }}
        args={{ task: task.id }}
        verbOf={() => "cancel_resolve_task"}
      />
      {adding && <AddDialog task={task} verb={adding} close={() => setAdding(null)} />}
    </Flex>
  );
}
