import type { PartProps } from "../ui/resource/slots.ts";
import { isAllowed } from "../ui/transition.ts";
import { AddressCard } from "./address-card.tsx";
import { CountsCard } from "./counts-card.tsx";
import { TaskLinks } from "./links.tsx";
import { Rejects } from "./rejects.tsx";
import type { TaskCard } from "./row.ts";

/** The links of a task: where they are, what came of them, and those that could not be made. */
export function TaskParts({ row, transitions }: PartProps<TaskCard>) {
  return (
    <>
      <AddressCard task={row} />
      <CountsCard task={row} />
      {row.failed > 0 && row.state !== "cancelled" && (
        <Rejects task={row} mayRegenerate={isAllowed(transitions, "regenerate")} />
      )}
      {row.kind === "personal" && <TaskLinks task={row} />}
    </>
  );
}
