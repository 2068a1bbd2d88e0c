import { NOUNS } from "@tidings/shared/nouns.ts";
import type { Form, Resource, Row } from "@tidings/shared/resource/define.ts";
import {
  type FormValues,
  fileOf,
  initialValues,
  inputOf,
  isMissing,
  problemOf,
} from "@tidings/shared/resource/form_values.ts";
import { Alert, App, Button, Card } from "antd";
import { type ReactNode, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useRow } from "../data.ts";
import { useDraft } from "../draft.ts";
import { DraftNote } from "../draft-note.tsx";
import { LinkButton } from "../link-button.tsx";
import { useEnterprise, useMe } from "../me.tsx";
import { Page } from "../page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../states.tsx";
import { isAllowed } from "../transition.ts";
import { useProof } from "../use-proof.ts";
import { useVerb } from "../verb.ts";
import { useTranslations } from "../words.ts";
import { FormInput } from "./input.tsx";
import { verbOf } from "./offers.ts";
import { ReviewNote } from "./review-note.tsx";
import type { Slots } from "./slots.ts";
import { words } from "./words.ts";

/** The form for a new one. What is typed survives a reload, in this browser. */
export function ResourceCreate({ of, form, slots }: { of: Resource; form: Form; slots: Slots }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const { path } = NOUNS[of.noun];
  const draft = useDraft<FormValues>(`${path}.new.${enterprise}.${me.user_id}`, initialValues(form));
  const { run } = useVerb<Readonly<Record<string, unknown>>>(form.verb);
  const [told, setTold] = useState<Readonly<Record<string, unknown>> | null>(null);
  return (
    <Page
      title={t(form.title)}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t(of.words.note)}
      back={`/${path}`}
    >
      <FormCard
        of={of}
        form={form}
        values={draft.value}
        change={(name, value) => draft.set((before) => ({ ...before, [name]: value }))}
        send={async (input) => {
          const answer = await run({ input });
          const made = (form.makes ? answer[form.makes] : [answer]) as readonly { readonly id: string }[];
          draft.forget();
          if (slots.Made) {
            setTold(answer);
            return made.length;
          }
          const [only, ...more] = made;
          navigate(only && more.length === 0 ? `/${path}/${only.id}` : `/${path}`, { replace: true });
          return made.length;
        }}
      />
      {told && slots.Made && (
        <slots.Made answer={told} close={() => navigate(`/${path}`, { replace: true })} />
      )}
    </Page>
  );
}

/** The form that edits a row. */
export function ResourceEdit({ of, form }: { of: Resource; form: Form }) {
  const { id } = useParams();
  const back = `/${NOUNS[of.noun].path}`;
  const found = useRow<Row>(of.view, id, { transitions: of.noun });
  if (found.loading) return <Loading />;
  if (!found.row)
    return found.failure ? (
      <Failed failure={found.failure} retry={found.retry} />
    ) : (
      <Missing resource={of.noun} back={back} />
    );
  return (
    <Editing
      key={found.row.id}
      of={of}
      form={form}
      row={found.row}
      editable={isAllowed(found.transitions, "update")}
    />
  );
}

interface EditingProps {
  readonly of: Resource;
  readonly form: Form;
  readonly row: Row;
  readonly editable: boolean;
}

function Editing({ of, form, row, editable }: EditingProps) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const [values, setValues] = useState<FormValues>(initialValues(form, row));
  const { run } = useVerb(form.verb);
  const followUp = useVerb(verbOf(of, form.follow ?? "submit"));
  const page = `/${NOUNS[of.noun].path}/${row.id}`;
  const name = String(row[of.title]);
  if (!editable)
    return (
      <Page title={t(form.title)} back={page}>
        <Alert
          type="warning"
          showIcon
          message={t("not_editable")}
          action={<LinkButton to={page}>{name}</LinkButton>}
        />
      </Page>
    );
  return (
    <Page title={t(form.title)} note={name} back={page}>
      <FormCard
        of={of}
        form={form}
        row={row}
        head={of.reviewed && <ReviewNote row={row} />}
        values={values}
        change={(input, value) => setValues((before) => ({ ...before, [input]: value }))}
        send={async (input) => {
          await run({ [of.argument ?? of.noun]: row.id, input });
          if (form.follow) await followUp.run({ [of.argument ?? of.noun]: row.id });
          navigate(page, { replace: true });
          return 1;
        }}
      />
    </Page>
  );
}

interface FormCardProps {
  readonly of: Resource;
  readonly form: Form;
  readonly row?: Row;
  readonly head?: ReactNode;
  readonly values: FormValues;
  readonly change: (name: string, value: unknown) => void;
  /** Calls the verb and leaves the page; answers how many were made. */
  readonly send: (input: Record<string, unknown>) => Promise<number>;
}

/** The inputs and the one button. Nothing is sent while something is wrong; what is refused leaves everything as typed. */
function FormCard({ of, form, row, head, values, change, send }: FormCardProps) {
  const t = useTranslations();
  const { message } = App.useApp();
  const file = fileOf(form);
  const stored = row && file ? row[`${file.name}_name`] : null;
  const proof = useProof(file?.input.proof ?? "pdf", stored ? String(stored) : null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const inputs = Object.entries(form.inputs);
  const problems = new Map(inputs.map(([name, input]) => [name, problemOf(input, values[name])]));

  async function submit() {
    setTried(true);
    if ([...problems.values()].some((problem) => problem !== null) || proof.trouble !== null) return;
    setFailure(null);
    setBusy(true);
    try {
      const object = file ? await proof.store() : undefined;
      // Without the key an edited row keeps its file; a new one has none.
      const evidence =
        file && (row === undefined || object !== undefined) ? { [file.name]: object ?? null } : {};
      const count = await send({ ...inputOf(form, values), ...evidence });
      message.success(t(form.done, { count }));
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card className="narrow">
      {head && <div className="form-note">{head}</div>}
      <FailedNote failure={failure} />
      {inputs.map(([name, asked]) => {
        const problem = problems.get(name);
        const said = problem && (tried || !isMissing(asked, values[name])) ? t(problem) : undefined;
        return (
          <FormInput
            key={name}
            id={`${NOUNS[of.noun].command}-${name}`}
            asked={asked}
            value={values[name]}
            change={(value) => change(name, value)}
            wrong={said}
            proof={proof}
          />
        );
      })}
      {form.note && <Alert type="info" showIcon message={t(form.note)} className="form-note" />}
      <Button type="primary" loading={busy} onClick={() => void submit()} data-testid="send">
        {t(form.confirm)}
      </Button>
    </Card>
  );
}
