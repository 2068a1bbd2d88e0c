import type { CrudFilters } from "@refinedev/core";
import { useMay } from "../ui/me.tsx";
import { ExportButton } from "../ui/resource/export-button.tsx";
import type { TaskCard } from "./row.ts";

interface ExportLinksProps {
  readonly task: TaskCard;
  readonly filters?: CrudFilters;
  readonly small?: boolean;
}

/** The links of a personal task as a file. A link shows its customer's values to anyone who opens it: it needs the right to create links. */
export function ExportLinks({ task, filters, small }: ExportLinksProps) {
  const may = useMay()("KooMessage:resolveTask:create");
  const there = task.kind === "personal" && task.made > 0;
  if (!may || !there || task.state === "generating" || task.state === "cancelled") return null;
  return <ExportButton source="link" of={task} filters={filters} masked={!small} small={small} />;
}
