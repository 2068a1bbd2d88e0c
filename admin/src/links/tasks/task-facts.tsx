import { RESOLVE_TASK_KIND_WORDS, RESOLVE_TASK_SOURCE_WORDS } from "@tidings/shared/links/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { type Fact, Facts } from "../../ui/facts.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { clock } from "../../ui/time.ts";
import { useSay, useWords } from "../../ui/words.ts";
import type { TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** What a task is made of, and who did what with it. */
export function TaskFacts({ task }: { task: TaskCard }) {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => `${name ?? say("system")} · ${clock(at, zone)}`;
  const facts: (Fact | null)[] = [
    { key: "kind", label: say("kind"), value: speak(RESOLVE_TASK_KIND_WORDS[task.kind]) },
    {
      key: "template",
      label: say("template"),
      value: <Link to={`/templates/${task.template_id}`}>{task.template_name}</Link>,
    },
    { key: "version", label: say("version"), value: task.version },
    { key: "domain", label: say("domain"), value: task.domain_name },
    {
      key: "signatures",
      label: say("signature"),
      value: task.signatures.map((name) => `【${name}】`).join(""),
    },
    { key: "validity", label: say("validity"), value: say("days", { count: task.validity_days }) },
    { key: "expires", label: say("expires"), value: clock(task.expires_at, zone) },
    task.kind === "group"
      ? { key: "jump", label: say("jump"), value: task.jump_url ?? say("jump_default") }
      : {
          key: "made",
          label: say("made"),
          value: say("made_of", { made: amount(task.made), asked: amount(task.asked) }),
        },
    params(task, say("params")),
    { key: "source", label: say("source"), value: <Source task={task} /> },
    task.file_name === null
      ? null
      : {
          key: "file",
          label: say("file"),
          value: <Link to={`/numbers/${task.number_file_id}`}>{task.file_name}</Link>,
        },
    { key: "creator", label: say("creator"), value: who(task.created_by_name, task.submitted_at) },
    task.decided_at === null
      ? null
      : { key: "ended", label: say("ended"), value: who(task.decided_by_name, task.decided_at) },
    task.frozen_at === null
      ? null
      : { key: "frozen", label: say("frozen_by"), value: who(task.frozen_by_name, task.frozen_at) },
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}

function params({ params: values }: TaskCard, label: string): Fact | null {
  const given = Object.entries(values ?? {});
  if (given.length === 0) return null;
  return { key: "params", label, value: given.map(([name, value]) => `${name}: ${value}`).join(" · ") };
}

function Source({ task }: { task: TaskCard }) {
  const speak = useSay();
  const word = speak(labelOf(RESOLVE_TASK_SOURCE_WORDS, task.source));
  if (task.source_send_id === null) return word;
  return (
    <>
      {word} · <Link to={`/sends/${task.source_send_id}`}>{task.source_send_name}</Link>
    </>
  );
}
