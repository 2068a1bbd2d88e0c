import { listText } from "@tidings/shared/ground/locale.ts";
import { Alert, App, Button, Card } from "antd";
import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { VersionPhone } from "../ui/card-phone.tsx";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useFirstField } from "../ui/focus.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { FormSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { LifeFields, TemplateFields } from "./basic-fields.tsx";
import { Confirm } from "./confirm.tsx";
import { words } from "./create-words.ts";
import {
  EMPTY_TASK,
  linksOf,
  openParams,
  TASK_LIMITS,
  type TaskForm,
  type TaskProblem,
  taskInput,
  taskProblems,
} from "./form.ts";
import { GroupFields } from "./group-fields.tsx";
import type { TaskCard } from "./row.ts";
import { type Choices, useChoices } from "./use-choices.ts";

/** 生成解析标识 (RES-1, table 7-1): from a template, or for the numbers of a send. The draft survives a reload. */
export function TaskCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const [search] = useSearchParams();
  const send = search.get("send");
  const draft = useDraft<TaskForm>(
    `resolve-tasks.new.${enterprise}.${me.user_id}${send ? `.${send}` : ""}`,
    EMPTY_TASK,
  );
  // A template, file or send named in the URL overrides the stored draft.
  const [brought, setBrought] = useState<Partial<TaskForm>>(() => ({
    ...(search.get("template") ? { template: search.get("template") } : {}),
    ...(search.get("file")
      ? { kind: "personal" as const, days: 7, audience: "file" as const, file: search.get("file") }
      : {}),
    ...(send ? { kind: "personal" as const, days: 7 } : {}),
  }));
  const kept = { ...draft.value, ...brought };
  const choices = useChoices(kept, send);
  const form = choices.source ? ofSend(kept, choices.source) : kept;

  function change(part: Partial<TaskForm>) {
    setBrought({});
    draft.set(() => ({ ...form, ...part }));
  }

  return (
    <Page
      title={t("title")}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t("note")}
      back="/resolve-tasks"
      actions={
        draft.keptAt && (
          <Button
            onClick={() => {
              draft.set(() => EMPTY_TASK);
              draft.forget();
            }}
          >
            {t("start_over")}
          </Button>
        )
      }
    >
      {choices.loading ? (
        <FormSkeleton fields={5} />
      ) : choices.failure ? (
        <Failed failure={choices.failure} retry={choices.retry} />
      ) : choices.templates.length === 0 && !choices.source ? (
        <Card>
          <Empty
            title={t("template_none")}
            hint={t("template_none_hint")}
            action={<LinkButton to="/templates">{t("to_templates")}</LinkButton>}
          />
        </Card>
      ) : (
        <Filled form={form} change={change} choices={choices} send={send} done={draft.forget} />
      )}
    </Page>
  );
}

/** Prefills the form from a send, unless the person typed something else. */
function ofSend(form: TaskForm, send: NonNullable<Choices["source"]>): TaskForm {
  return {
    ...form,
    template: send.template_id,
    name: form.name || (send.name ?? ""),
    signatures: form.signatures.length > 0 ? form.signatures : send.signature ? [send.signature] : [],
    domain: form.domain ?? send.domain_id,
  };
}

interface FilledProps {
  readonly form: TaskForm;
  readonly change: (part: Partial<TaskForm>) => void;
  readonly choices: Choices;
  readonly send: string | null;
  readonly done: () => void;
}

function Filled({ form, change, choices, send, done }: FilledProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { run, running } = useVerb<TaskCard>("create_resolve_task");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const problems = taskProblems(form, choices.facts);
  const shown = tried ? problems : problems.filter((problem) => !problem.endsWith("_missing"));
  const values: Partial<Record<TaskProblem, Readonly<Record<string, unknown>>>> = {
    days_wrong: { max: TASK_LIMITS.days[form.kind] },
    resolutions_wrong: TASK_LIMITS.resolutions,
    params_missing: { names: listText(openParams(form, choices.facts.parameters), locale) },
    typed_many: { max: TASK_LIMITS.typed, count: linksOf(form, choices.facts).length },
  };
  const wrong = (problem: TaskProblem) => (shown.includes(problem) ? t(problem, values[problem]) : undefined);

  async function make() {
    setFailure(null);
    try {
      const made = await run({ input: taskInput(form, choices.facts, send) });
      done();
      message.success(t("made"));
      navigate(`/resolve-tasks/${made.id}`, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  const fields = { form, change, choices, wrong };
  const card = useRef<HTMLDivElement>(null);
  useFirstField(card, "open");
  return (
    <div className="split split-form">
      <Card ref={card}>
        {choices.source && (
          <Alert
            type="info"
            showIcon
            className="form-note"
            message={t("of_send", { name: choices.source.name })}
          />
        )}
        <TemplateFields {...fields} />
        {form.kind === "group" ? <GroupFields {...fields} /> : <AudienceFields {...fields} />}
        <LifeFields {...fields} />
        <FormButtons left={tried ? problems.length : 0}>
          <Button
            type="primary"
            onClick={() => {
              setTried(true);
              setFailure(null);
              setAsking(problems.length === 0);
              if (problems.length > 0) showFirstWrong();
            }}
            data-testid="make"
          >
            {t("make")}
          </Button>
        </FormButtons>
        {asking && (
          <Confirm
            form={form}
            choices={choices}
            failure={failure}
            running={running}
            make={() => void make()}
            close={() => setAsking(false)}
          />
        )}
      </Card>
      {choices.version && choices.layout && (
        <Card title={t("preview")} className="preview">
          <VersionPhone
            version={choices.version.id}
            layout={choices.layout}
            signature={form.signatures[0]}
            params={form.kind === "group" ? nonEmpty(form.params) : null}
          />
        </Card>
      )}
    </div>
  );
}

function nonEmpty(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value.trim() !== ""));
}
