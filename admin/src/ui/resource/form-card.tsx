import { type OwnValues, ownGiven, wrongOwn } from "@tidings/shared/own/fields.ts";
import { type Form, type Resource, type Row, textFor } from "@tidings/shared/resource/define.ts";
import {
  askedOf,
  type FormProblem,
  type FormValues,
  filesOf,
  inputOf,
  isOptional,
  missingOf,
  problemsIn,
} from "@tidings/shared/resource/form_values.ts";
import type { PlainInput } from "@tidings/shared/resource/kinds.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Alert, App, type ButtonProps, Card, Steps } from "antd";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useRows } from "../data.ts";
import { Dialog } from "../dialog.tsx";
import { actsOnEnter } from "../enter.ts";
import { useFirstWrongIn } from "../first-wrong.ts";
import { useFirstField } from "../focus.ts";
import { FORM_BUTTONS } from "../form-buttons.tsx";
import { useMay, useZone } from "../me.tsx";
import { OwnInputs } from "../own/own-inputs.tsx";
import { useOwnFields } from "../own/use-own-fields.ts";
import { FailedNote } from "../states.tsx";
import { useSubmission } from "../submission.ts";
import { useProofs } from "../use-proof.ts";
import { refusedField, userErrorOf } from "../user-error.ts";
import { useLocale, useTranslations } from "../words.ts";
import { Fields } from "./fields.tsx";
import { FormContext } from "./form-context.ts";
import { FormFoot } from "./form-foot.tsx";
import { ManyFiles } from "./many-files.tsx";
import type { Slots } from "./slots.ts";
import { stepOf, useStep } from "./use-step.ts";
import { words } from "./words.ts";

interface FormCardProps {
  readonly of: Resource;
  readonly form: Form;
  readonly slots: Slots;
  readonly row?: Row;
  readonly title?: ReactNode;
  readonly head?: ReactNode;
  readonly values: FormValues;
  /** Takes what is to become of the value of an input that is there then: a file is stored while one types on. */
  readonly edit: (name: string, change: (before: unknown) => unknown) => void;
  /** Beside the button that sends it. */
  readonly beside?: ReactNode;
  /** It cannot be sent now. */
  readonly closed?: boolean;
  /** Calls the verb and leaves the page; answers what the words of success have places for. `complete`: with what follows; else as a draft. */
  readonly send: (
    input: Record<string, unknown>,
    complete: boolean,
  ) => Promise<Readonly<Record<string, unknown>>>;
}

/** Enter in a line is the one button of a form. Where a draft is another, or nothing can be taken back, one has to click. */
const onEnter = actsOnEnter(`.${FORM_BUTTONS}`);

/** The input of the form that a path leads into. */
const topOf = (path: string) => path.split(/[.[]/, 1)[0];

/** Where the inputs are, by the names that a refusal calls them: those of a group are called by their own. */
const placesIn = (inputs: readonly [name: string, input: PlainInput][]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    inputs.flatMap(([name, input]): [string, string][] => [
      [name, name],
      ...(input.kind === "group"
        ? Object.keys(input.inputs).map((inner): [string, string] => [inner, `${name}.${inner}`])
        : []),
    ]),
  );

/** May the person do what follows? Where not, a draft is saved for those who may. */
function useMayFollow(of: Resource, { draft, follow }: Form): boolean {
  const may = useMay();
  const needs = follow ? of.transitions[follow]?.needs : undefined;
  return draft === undefined || needs === undefined || may(needs);
}

/**
 * The inputs, in steps where the form has some, and the one button, beside which a draft may be saved. Nothing is sent while
 * something is wrong; what is refused leaves everything as typed, and is said at its field.
 */
export function FormCard(props: FormCardProps) {
  const { of, form, row, title, head, slots, values: typed, edit, beside, closed, send } = props;
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { message } = App.useApp();
  const files = filesOf(form);
  const proofs = useProofs(
    files.map(([name, input]) => {
      const stored = row?.[`${name}_name`];
      return { name, kind: input.proof, before: stored ? String(stored) : null };
    }),
  );
  // What the form has chosen itself is no change to be kept as a draft, or asked about when the page is left.
  const [prefilled, setPrefilled] = useState<FormValues>({});
  // One object until something is typed: a slot forgets what it found out about other values.
  const values: FormValues = useMemo(
    () => ({
      ...typed,
      ...Object.fromEntries(Object.entries(prefilled).filter(([name]) => (typed[name] ?? null) === null)),
    }),
    [typed, prefilled],
  );
  // A part of another row asks for that one's own fields, where its row has them.
  const asksOwn = form.own !== undefined && (row === undefined || (row.own ?? null) !== null);
  const { definitions } = useOwnFields(asksOwn ? (form.own === true ? of.noun : (form.own ?? null)) : null);
  const own = (values.own ?? {}) as OwnValues;
  const { rows: known } = useRows<Row>(form.knows ?? of.view, {
    enabled: form.knows !== undefined,
    // Nothing is read then, and anyone who runs the deployment has no enterprise to read of.
    everywhere: form.knows === undefined,
    limit: 1,
  });
  const about = form.knows === undefined ? row : ({ ...known[0], ...row } as Row);
  const inputs = askedOf(form, values, about);
  const { steps, step, go } = useStep(form, inputs);
  const lacksFile = (name: string, input: PlainInput) => {
    if (input.kind !== "file" || isOptional(input, about)) return false;
    const { chosen, kept } = proofs[name] ?? { chosen: null, kept: null };
    return chosen === null && kept === null;
  };
  const problems: FormProblem[] = [
    ...problemsIn(form.inputs, values, about, zone),
    ...inputs
      .filter(([name, input]) => lacksFile(name, input))
      .map(([path, input]) => ({ path, words: missingOf(input), missing: true })),
  ];

  /** What is in the way of sending it: of a draft nothing that is merely missing, where its law takes one. */
  const bars = (complete: boolean) => {
    const wrong = problems.filter(({ missing }) => complete || form.draft?.whole || !missing);
    const at = new Set(wrong.map(({ path }) => topOf(path)));
    return inputs
      .filter(([name]) => at.has(name) || (proofs[name]?.trouble ?? null) !== null)
      .map(([name]) => name);
  };

  const card = useRef<HTMLDivElement>(null);
  // A setting is looked at first, and is not the only form on its page.
  useFirstField(card, of.single ? null : step);
  const leadTo = useFirstWrongIn(step);
  const lead = (to: number) => {
    go(to);
    leadTo(to);
  };
  const leadToFirst = (complete: boolean) => {
    const [first] = bars(complete);
    lead(first === undefined ? steps.length - 1 : stepOf(steps, first));
  };

  const { tried, busy, failure, attempt, act } = useSubmission({
    ready: (complete) => bars(complete).length === 0 && wrongOwn(definitions, own, complete).length === 0,
    lead: leadToFirst,
    run: async (complete) => {
      const stored: Record<string, unknown> = {};
      for (const [name] of files) {
        if (!inputs.some(([asked]) => asked === name)) continue;
        const object = await proofs[name]?.store();
        // Without the key an edited row keeps its file; a new one has none.
        if (row === undefined || object !== undefined) stored[name] = object ?? null;
      }
      const more = asksOwn ? { own: ownGiven(definitions, own) } : {};
      const made = await send({ ...inputOf(form, values, about), ...stored, ...more }, complete);
      const done = complete || !form.draft ? form.done : form.draft.done;
      message.success(t(textFor(done, made as Row, zone)));
    },
    refused: (refusal) => {
      const at = refusedField(refusal, form);
      lead(at === null ? step : stepOf(steps, at));
    },
  });
  const places = placesIn(inputs);
  const refused = refusedField(failure, { inputs: places });
  const isSaid = ({ missing }: FormProblem) =>
    !missing || tried === "all" || (tried === "draft" && form.draft?.whole === true);
  const wrong = (path: string) => {
    const found = problems.find((one) => one.path === path);
    if (found && isSaid(found)) return t(found.words);
    return refused !== null && places[refused] === path ? userErrorOf(failure, locale).message : undefined;
  };

  const wrongPaths = new Set([
    ...problems.filter(isSaid).map(({ path }) => path),
    ...files.map(([name]) => name).filter((name) => (proofs[name]?.trouble ?? null) !== null),
    ...wrongOwn(definitions, own, tried === "all").map((key) => `own.${key}`),
    ...(refused === null ? [] : [places[refused] ?? refused]),
  ]);

  const last = step === steps.length - 1;
  const here = new Set(steps[step]?.inputs);
  const asked = new Set(inputs.map(([name]) => name));
  const filesHere = files.filter(([name]) => here.has(name) && asked.has(name));
  const beyond = slots.aside?.((row ?? {}) as Row, values);
  const mayFollow = useMayFollow(of, form);
  const [looking, setLooking] = useState(false);
  const { look } = slots;
  const [confirmed, setConfirmed] = useState(false);
  const finish = () => act(true).finally(() => setLooking(false));
  return (
    <div className={beyond ? "split split-form" : undefined}>
      <Card
        ref={card}
        className="narrow"
        title={title}
        data-testid={NOUNS[of.noun].command}
        {...(form.draft || form.final ? {} : { onKeyDown: onEnter })}
      >
        {head && <div className="form-note">{head}</div>}
        {steps.length > 1 && (
          <Steps
            className="form-note"
            size="small"
            current={step}
            onChange={go}
            items={steps.map(({ title }) => ({ title: title && t(title) }))}
          />
        )}
        {!closed && <FailedNote failure={failure} />}
        <FormContext.Provider
          value={{
            id: NOUNS[of.noun].command,
            row: about,
            slots: slots.inputs,
            proofs,
            wrong,
            prefill: (name, value) => setPrefilled((before) => ({ ...before, [name]: value })),
            Fields,
          }}
        >
          {filesHere.length > 2 && <ManyFiles files={filesHere} proofs={proofs} />}
          <Fields inputs={form.inputs} values={values} edit={edit} only={here} />
        </FormContext.Provider>
        {last && asksOwn && (
          <OwnInputs
            definitions={definitions}
            values={own}
            stored={(row?.own ?? {}) as OwnValues}
            change={(next) => edit("own", () => next)}
            tried={tried === "all"}
          />
        )}
        {last && slots.Below && <slots.Below values={values} row={row} />}
        {last && form.note && <Alert type="info" showIcon message={t(form.note)} className="form-note" />}
        <FormFoot
          form={form}
          busy={busy}
          closed={closed}
          left={tried === "no" ? 0 : wrongPaths.size}
          fix={() => leadToFirst(tried === "all")}
          back={step > 0 ? () => go(step - 1) : undefined}
          next={last ? undefined : () => go(step + 1)}
          beside={beside}
          saveDraft={() => void act(false)}
          send={last && mayFollow ? () => (look ? setLooking(attempt(true)) : void finish()) : undefined}
        />
      </Card>
      {beyond}
      {looking && look && (
        <Dialog
          title={t("look_once_more")}
          okText={t(form.confirm)}
          okButtonProps={
            {
              danger: form.final,
              disabled: look.confirms && !confirmed,
              "data-testid": "confirm",
            } as ButtonProps
          }
          confirmLoading={busy === "all"}
          onOk={() => void finish()}
          onCancel={() => setLooking(false)}
        >
          <look.Shown values={values} allow={setConfirmed} />
        </Dialog>
      )}
    </div>
  );
}
