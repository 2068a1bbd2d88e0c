import { Card, Flex } from "antd";
import { useParams } from "react-router";
import { useRow } from "../../ui/data.ts";
import { History } from "../../ui/history.tsx";
import { useMoves } from "../../ui/moves.tsx";
import { Page } from "../../ui/page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../../ui/states.tsx";
import { useWords } from "../../ui/words.ts";
import { AddressCard } from "./address-card.tsx";
import { CountsCard } from "./counts-card.tsx";
import { FromTemplate } from "./link-preview.tsx";
import { TaskLinks } from "./links.tsx";
import { TaskState } from "./list.tsx";
import { LinkPhone } from "./preview.tsx";
import { Rejects } from "./rejects.tsx";
import { pollOf, type TaskCard } from "./row.ts";
import { TaskFacts } from "./task-facts.tsx";
import { TaskMoves } from "./task-moves.tsx";
import { TaskNote } from "./task-note.tsx";
import { words } from "./words.ts";

/** One resolve task (RES-2): its links, what came of them, and what may be done now. */
export function TaskShow() {
  const { id } = useParams();
  const { row, loading, failure, retry } = useRow<TaskCard>("resolve_task_cards", id, { poll: pollOf });
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
      <Shown task={row} />
    </>
  );
}

function Shown({ task }: { task: TaskCard }) {
  const say = useWords(words);
  const moves = useMoves("resolve_task", task.id, pollOf(task)).data ?? [];
  const mayRegenerate = moves.some((move) => move.verb === "regenerate" && move.allowed);
  return (
    <Page
      title={task.name}
      mark={<TaskState task={task} />}
      note={<span className="mono">{task.batch_no}</span>}
      back="/resolve-tasks"
      actions={<TaskMoves task={task} moves={moves} />}
    >
      <TaskNote task={task} />
      <div className="split">
        <div className="stack">
          <AddressCard task={task} />
          <CountsCard task={task} />
          {task.failed > 0 && task.state !== "cancelled" && (
            <Rejects task={task} mayRegenerate={mayRegenerate} />
          )}
          {task.kind === "personal" && <TaskLinks task={task} />}
          <Card title={say("facts")}>
            <TaskFacts task={task} />
          </Card>
          <History resource="resolve_task" id={task.id} title={say("history")} />
        </div>
        <Card title={say("preview")} className="preview">
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
