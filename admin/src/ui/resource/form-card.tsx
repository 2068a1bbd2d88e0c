import type { Words } from "@tidings/shared/ground/locale.ts";
import { isOwnFine, type OwnValues, ownGiven } from "@tidings/shared/own/fields.ts";
import type { Form, Resource, Row } from "@tidings/shared/resource/define.ts";
import {
  askedOf,
  type FormValues,
  filesOf,
  inputOf,
  isMissing,
  isOptional,
  leadsOf,
  problemOf,
} from "@tidings/shared/resource/form_values.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Alert, App, Button, Card, Flex, Steps } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useZone } from "../me.tsx";
import { OwnInputs } from "../own/own-inputs.tsx";
import { useOwnFields } from "../own/use-own-fields.ts";
import { FailedNote } from "../states.tsx";
import { useSubmission } from "../submission.ts";
import { useProofs } from "../use-proof.ts";
import { refusedField, userErrorOf } from "../user-error.ts";
import { useLocale, useTranslations } from "../words.ts";
import { FormInput } from "./input.tsx";
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

const missingFile = ({ zh, en }: Words): Words => ({ zh: `请上传${zh}`, en: `“${en}” is missing` });

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
  const change = (name: string, value: unknown) => edit(name, () => value);
  const { definitions } = useOwnFields(form.own ? of.noun : null);
  const own = (values.own ?? {}) as OwnValues;
  const inputs = askedOf(form, values, row);
  const { steps, step, go } = useStep(form, inputs);
  const problems = new Map(
    inputs.map(([name, input]) => {
      if (input.kind !== "file") return [name, problemOf(input, values[name], row, zone)];
      const { chosen, kept } = proofs[name] ?? { chosen: null, kept: null };
      const lacks = !isOptional(input, row) && chosen === null && kept === null;
      return [name, lacks ? missingFile(input.label) : null];
    }),
  );

  /** What is in the way of sending it: of a draft nothing that is merely missing. */
  const bars = (complete: boolean) =>
    inputs
      .filter(([name, input]) => {
        if (proofs[name] && proofs[name].trouble !== null) return true;
        if (input.kind === "file") return complete && problems.get(name) !== null;
        return problems.get(name) !== null && (complete || !isMissing(input, values[name], row));
      })
      .map(([name]) => name);

  const { tried, busy, failure, act } = useSubmission({
    ready: (complete) => {
      const [first] = bars(complete);
      if (first !== undefined) go(stepOf(steps, first));
      else if (!isOwnFine(definitions, own, complete)) go(steps.length - 1);
      else return true;
      return false;
    },
    run: async (complete) => {
      const stored: Record<string, unknown> = {};
      for (const [name] of files) {
        if (!problems.has(name)) continue;
        const object = await proofs[name]?.store();
        // Without the key an edited row keeps its file; a new one has none.
        if (row === undefined || object !== undefined) stored[name] = object ?? null;
      }
      const more = form.own ? { own: ownGiven(definitions, own) } : {};
      const made = await send({ ...inputOf(form, values, row), ...stored, ...more }, complete);
      message.success(t(complete || !form.draft ? form.done : form.draft.done, made));
    },
    refused: (refusal) => {
      const at = refusedField(refusal, form);
      if (at !== null) go(stepOf(steps, at));
    },
  });
  const wrongField = refusedField(failure, form);

  const last = step === steps.length - 1;
  const here = new Set(steps[step]?.inputs);
  const leads = leadsOf(form);
  return (
    <Flex gap={24} align="flex-start" wrap>
      <Card className="narrow" title={title} data-testid={NOUNS[of.noun].command}>
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
        {inputs
          .filter(([name]) => here.has(name))
          .map(([name, asked]) => {
            const problem = problems.get(name);
            const missing = asked.kind === "file" || isMissing(asked, values[name], row);
            const said = problem && (tried === "all" || !missing) ? t(problem) : undefined;
            return (
              <FormInput
                key={name}
                id={`${NOUNS[of.noun].command}-${name}`}
                asked={asked}
                value={values[name]}
                change={(value) => change(name, value)}
                prefill={(value) => setPrefilled((before) => ({ ...before, [name]: value }))}
                values={values}
                row={row}
                changeOther={change}
                slot={slots.inputs?.[name]}
                leads={leads.has(name)}
                wrong={said ?? (wrongField === name ? userErrorOf(failure, locale).message : undefined)}
                proof={proofs[name]}
              />
            );
          })}
        {last && form.own && (
          <OwnInputs
            definitions={definitions}
            values={own}
            stored={(row?.own ?? {}) as OwnValues}
            change={(next) => change("own", next)}
            tried={tried === "all"}
          />
        )}
        {last && slots.Below && <slots.Below values={values} row={row} />}
        {last && form.note && <Alert type="info" showIcon message={t(form.note)} className="form-note" />}
        <Flex gap={8} wrap>
          {last ? (
            <Button
              type="primary"
              loading={busy === "all"}
              disabled={closed || busy === "draft"}
              onClick={() => void act(true)}
              data-testid="send"
            >
              {t(form.confirm)}
            </Button>
          ) : (
            <Button type="primary" onClick={() => go(step + 1)} data-testid="next">
              {t("next")}
            </Button>
          )}
          {beside}
          {step > 0 && <Button onClick={() => go(step - 1)}>{t("previous")}</Button>}
          {form.draft && (
            <Button
              loading={busy === "draft"}
              disabled={closed || busy === "all"}
              onClick={() => void act(false)}
              data-testid="save-draft"
            >
              {t(form.draft.label)}
            </Button>
          )}
        </Flex>
      </Card>
      {slots.Aside && <slots.Aside values={values} />}
    </Flex>
  );
}
