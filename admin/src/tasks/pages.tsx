import { resolveTask } from "@tidings/shared/links/resolve_task.ts";
import { Card } from "antd";
import { lazy } from "react";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { useTranslations } from "../ui/words.ts";
import { Identifier, Resolutions } from "./cells.tsx";
import { TaskPhone } from "./link-preview.tsx";
import { pollOf, type TaskCard } from "./row.ts";
import { TaskNote } from "./task-note.tsx";
import { TaskParts } from "./task-parts.tsx";
import { TaskSwitch } from "./task-switch.tsx";
import { words } from "./words.ts";

/** Resolve tasks: declared, but for their form, their counts, their links and the phone. */
export const resolveTasks: DrawnResource = {
  of: resolveTask,
  slots: slotsOf<TaskCard>({
    values: {
      address: (row) => <Identifier task={row} />,
      resolved: (row) => <Resolutions task={row} />,
    },
    Note: TaskNote,
    Before: TaskParts,
    aside: (row) => <Preview task={row} />,
    // Next to the links that could not be made, where they are corrected.
    useOffers: (_row, { regenerate: _regenerate, ...offers }) => offers,
    poll: pollOf,
    Switch: () => <TaskSwitch at="/resolve-tasks" />,
    Create: lazy(async () => ({ default: (await import("./create.tsx")).TaskCreate })),
  }),
};

function Preview({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  return (
    <Card title={t("preview")} className="preview">
      <TaskPhone task={task} />
    </Card>
  );
}
