import { RESOLVE_TASK_KIND_WORDS, RESOLVE_TASK_SOURCE_WORDS } from "@tidings/shared/links/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { type DescriptionItem, Descriptions } from "../../ui/descriptions.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import type { TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** The settings of a task, and who did what with it. */
export function TaskDescriptions({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => `${name ?? t("system")} · ${clock(at, zone)}`;
  const items: (DescriptionItem | null)[] = [
    { key: "kind", label: t("kind"), value: t(RESOLVE_TASK_KIND_WORDS[task.kind]) },
    {
      key: "template",
      label: t("template"),
      value: <Link to={`/templates/${task.template_id}`}>{task.template_name}</Link>,
    },
    { key: "version", label: t("version"), value: task.version },
    { key: "domain", label: t("domain"), value: task.domain_name },
    {
      key: "signatures",
      label: t("signature"),
      value: task.signatures.map((name) => `【${name}】`).join(""),
    },
    { key: "validity", label: t("validity"), value: t("days", { count: task.validity_days }) },
    { key: "expires", label: t("expires"), value: clock(task.expires_at, zone) },
    task.kind === "group"
      ? { key: "jump", label: t("jump"), value: task.jump_url ?? t("jump_default") }
      : {
          key: "made",
          label: t("made"),
          value: t("made_of", { made: amount(task.made), asked: amount(task.asked) }),
        },
    params(task, t("params")),
    { key: "source", label: t("source"), value: <Source task={task} /> },
    task.file_name === null
      ? null
      : {
          key: "file",
          label: t("file"),
          value: <Link to={`/numbers/${task.number_file_id}`}>{task.file_name}</Link>,
        },
    { key: "creator", label: t("creator"), value: who(task.created_by_name, task.submitted_at) },
    task.decided_at === null
      ? null
      : { key: "ended", label: t("ended"), value: who(task.decided_by_name, task.decided_at) },
    task.frozen_at === null
      ? null
      : { key: "frozen", label: t("frozen_by"), value: who(task.frozen_by_name, task.frozen_at) },
  ];
  return <Descriptions items={items.filter((fact) => fact !== null)} />;
}

function params({ params: values }: TaskCard, label: string): DescriptionItem | null {
  const given = Object.entries(values ?? {});
  if (given.length === 0) return null;
  return { key: "params", label, value: given.map(([name, value]) => `${name}: ${value}`).join(" · ") };
}

function Source({ task }: { task: TaskCard }) {
  const t = useTranslations();
  const word = t(labelOf(RESOLVE_TASK_SOURCE_WORDS, task.source));
  if (task.source_send_id === null) return word;
  return (
    <>
      {word} · <Link to={`/sends/${task.source_send_id}`}>{task.source_send_name}</Link>
    </>
  );
}
