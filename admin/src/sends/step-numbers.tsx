import { CheckCircleFilled } from "@ant-design/icons";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { listText } from "@tidings/shared/ground/locale.ts";
import { NUMBER_FILE_STATE_WORDS, numberFileName } from "@tidings/shared/numbers/words.ts";
import { trialBarOf } from "@tidings/shared/sends/trial.ts";
import { Input, Segmented, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useMe } from "../ui/me.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { ColumnsFields } from "./columns-fields.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { words } from "./create-words.ts";
import { words as editing } from "./edit-words.ts";
import { type SendForm, typedNumbers, uncleanTyped } from "./form.ts";
import { NoneNote } from "./none-note.tsx";
import { SampleLinks } from "./sample-links.tsx";
import type { StepProps } from "./step.ts";
import { TypedParams } from "./typed-params.tsx";

/** Step 2: the audience: an imported file, or up to ten typed numbers. */
export function NumbersStep({ form, change, choices, proof, problems, edited }: StepProps) {
  const t = useTranslations(words);
  const tEdit = useTranslations(editing);
  const fixed = edited?.origin === "resend";
  return (
    <div>
      <FormField label={t("audience")} required hint={fixed ? tEdit("resend_numbers") : undefined}>
        <Segmented<SendForm["audience"]>
          disabled={fixed}
          value={form.audience}
          onChange={(audience) => change({ audience })}
          options={[
            { value: "file", label: t("audience_file") },
            { value: "typed", label: t("audience_typed") },
          ]}
        />
      </FormField>
      {form.audience === "file" ? (
        <FileSelect form={form} change={change} choices={choices} problems={problems} fixed={fixed} />
      ) : (
        <>
          <TypedNumbers form={form} change={change} problems={problems} />
          <TypedParams form={form} change={change} parameters={choices.parameters} />
        </>
      )}
      {form.kind === "basic" && (form.audience === "typed" || choices.files.length === 0) && (
        <p className="faint">
          <SampleLinks form={form} choices={choices} />
        </p>
      )}
      <ColumnsFields form={form} change={change} choices={choices} />
      <Parameters form={form} choices={choices} problems={problems} />
      <ConsentFields form={form} change={change} choices={choices} proof={proof} problems={problems} />
    </div>
  );
}

interface FileSelectProps extends Pick<StepProps, "form" | "change" | "choices" | "problems"> {
  /** The file cannot be exchanged. */
  readonly fixed: boolean;
}

function FileSelect({ form, change, choices, problems, fixed }: FileSelectProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  const bar = trialBarOf(useMe(), form.kind);
  const count = choices.file?.accepted ?? 0;
  // Said where the list is chosen, and not only in the summary: anyone who wants a trial takes another list, or a smaller trial.
  const noTrial = form.trial && count > 0 && count <= form.trialSize;
  if (choices.files.length === 0) {
    const there = choices.unready.file;
    return (
      <NoneNote
        of={form.kind === "basic" ? "basic_file" : "file"}
        there={there && { id: there.id, name: numberFileName(there.name, locale), state: there.state }}
        states={NUMBER_FILE_STATE_WORDS}
      />
    );
  }
  return (
    <FormField
      label={t("file")}
      htmlFor="send-file"
      required
      hint={
        <>
          {t("file_hint")} {form.kind === "basic" && <SampleLinks form={form} choices={choices} />}
          {choices.optedOut > 0 && (
            <div data-testid="file-opted-out">
              {t("opted_out", { count: choices.optedOut, signature: choices.signedBy ?? "" })}
            </div>
          )}
          {noTrial && (
            <div className="strong" data-testid="no-trial">
              {t(bar === "trial_only" ? "file_trial_only" : "file_no_trial", { count, size: form.trialSize })}
            </div>
          )}
        </>
      }
      wrong={problems.includes("numbers_missing") ? t("numbers_missing") : undefined}
    >
      <Select
        id="send-file"
        showSearch
        disabled={fixed}
        optionFilterProp="label"
        value={choices.file?.id}
        onChange={(file) => change({ file })}
        options={choices.files.map((one) => ({
          value: one.id,
          label: t("file_option", { name: numberFileName(one.name, locale), count: one.accepted }),
        }))}
      />
    </FormField>
  );
}

function TypedNumbers({ form, change, problems }: Pick<StepProps, "form" | "change" | "problems">) {
  const locale = useLocale();
  const t = useTranslations(words);
  const { phones, wrong } = typedNumbers(form.typed);
  const problem = problems.includes("numbers_wrong")
    ? t("numbers_wrong", { wrong: listText(wrong, locale) })
    : problems.includes("numbers_many")
      ? t("numbers_many")
      : problems.includes("numbers_missing")
        ? t("numbers_missing")
        : undefined;
  return (
    <FormField
      label={t("typed")}
      htmlFor="send-typed"
      required
      hint={`${t("typed_hint")} ${t("typed_count", { count: phones.length })}`}
      wrong={problem}
    >
      <Input.TextArea
        id="send-typed"
        rows={5}
        className="mono"
        inputMode="tel"
        value={form.typed}
        onChange={(event) => change({ typed: event.target.value })}
      />
    </FormField>
  );
}

function Parameters({ form, choices, problems }: Pick<StepProps, "form" | "choices" | "problems">) {
  const locale = useLocale();
  const t = useTranslations(words);
  const { parameters } = choices;
  const { missing } = choices.facts;
  if (problems.includes("parameters_unclean"))
    return (
      <p className="wrong">{t("parameters_unclean", { names: listText(uncleanTyped(form), locale) })}</p>
    );
  if (problems.includes("parameters_carried")) return <p className="wrong">{t("parameters_carried")}</p>;
  if (problems.includes("parameters_missing")) {
    const why = form.audience === "typed" ? "parameters_typed" : "parameters_missing";
    return <p className="wrong">{t(why, { names: listText(missing, locale) })}</p>;
  }
  if (form.audience === "typed" || parameters.length === 0 || !choices.file || missing.length > 0)
    return null;
  return (
    <p className="faint">
      <CheckCircleFilled style={{ color: COLORS.good }} />{" "}
      {t("parameters_ok", { names: listText(parameters, locale) })}
    </p>
  );
}
