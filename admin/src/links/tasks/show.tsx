import type { Transition } from "@tidings/shared/transitions.ts";
import { Card, Flex } from "antd";
import { useParams } from "react-router";
import { useRow } from "../../ui/data.ts";
import { History } from "../../ui/history.tsx";
import { Page } from "../../ui/page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../../ui/states.tsx";
import { isAllowed } from "../../ui/transition.ts";
import { useTranslations } from "../../ui/words.ts";
import { AddressCard } from "./address-card.tsx";
import { CountsCard } from "./counts-card.tsx";
import { FromTemplate } from "./link-preview.tsx";
import { TaskLinks } from "./links.tsx";
import { TaskState } from "./list.tsx";
import { LinkPhone } from "./preview.tsx";
import { Rejects } from "./rejects.tsx";
import { pollOf, type TaskCard } from "./row.ts";
import { TaskDescriptions } from "./task-descriptions.tsx";
import { TaskNote } from "./task-note.tsx";
import { TaskTransitions } from "./task-transitions.tsx";
import { words } from "./words.ts";

/** One resolve task (RES-2): its links, their counts, and the actions available now. */
export function TaskShow() {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<TaskCard>("resolve_task_cards", id, {
    poll: pollOf,
    transitions: "resolve_task",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="resolve_task" back="/resolve-tasks" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown task={row} transitions={transitions} />
    </>
  );
}

function Shown({ task, transitions }: { task: TaskCard; transitions: readonly Transition[] }) {
  const t = useTranslations(words);
  return (
    <Page
      title={task.name}
      mark={<TaskState task={task} />}
      note={<span className="mono">{task.batch_no}</span>}
      back="/resolve-tasks"
      actions={<TaskTransitions task={task} transitions={transitions} />}
    >
      <TaskNote task={task} />
      <div className="split">
        <div className="stack">
          <AddressCard task={task} />
          <CountsCard task={task} />
          {task.failed > 0 && task.state !== "cancelled" && (
            <Rejects task={task} mayRegenerate={isAllowed(transitions, "regenerate")} />
          )}
          {task.kind === "personal" && <TaskLinks task={task} />}
          <Card title={t("facts")}>
            <TaskDescriptions task={task} />
          </Card>
          <History resource="resolve_task" id={task.id} title={t("history")} />
        </div>
        <Card title={t("preview")} className="preview">
          <div className="stack">
            <LinkPhone
              version={task.version_id}
              layout={task.layout}
              signature={task.signatures[0]}
              params={task.params}
            />
            <Flex gap={8} justify="center" wrap>
              <FromTemplate template={task.template_id} />
            </Flex>
          </div>
        </Card>
      </div>
    </Page>
  );
}
