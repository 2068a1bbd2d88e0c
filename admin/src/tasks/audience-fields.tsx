import { listText } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { NUMBER_PURPOSE_WORDS } from "@tidings/shared/numbers/words.ts";
import { Alert, Input, Segmented, Select } from "antd";
import { Link } from "react-router";
import { FormField } from "../ui/form-field.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Empty } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { linksOf, TASK_LIMITS, type TaskForm } from "./form.ts";
import { faultyLinks } from "./typed-links.ts";
import type { FieldsProps } from "./use-choices.ts";

/** The audience of personal links: typed customer flags with their values, or a file of flags or numbers. */
export function AudienceFields(props: FieldsProps) {
  const t = useTranslations(words);
  const { form, change, choices } = props;
  if (choices.facts.ofSend) return null;
  return (
    <>
      <FormField label={t("audience")} required>
        <Segmented<TaskForm["audience"]>
          value={form.audience}
          onChange={(audience) => change({ audience })}
          options={[
            { value: "typed", label: t("audience_typed") },
            { value: "file", label: t("audience_file") },
          ]}
        />
      </FormField>
      {form.audience === "typed" ? <TypedField {...props} /> : <FileField {...props} />}
    </>
  );
}

function TypedField({ form, change, choices, wrong }: FieldsProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  const { parameters, customCodes } = choices.facts;
  const links = linksOf(form, choices.facts);
  const faulty = faultyLinks(links, parameters).map((index) => index + 1);
  const columns = [t("cust_flag"), ...parameters, ...(customCodes ? [t("custom_code")] : [])].join(", ");
  return (
    <>
      <FormField
        label={t("typed")}
        htmlFor="task-typed"
        required
        hint={t("typed_hint", { columns, max: TASK_LIMITS.typed, count: links.length })}
        wrong={wrong("typed_missing") ?? wrong("typed_many")}
      >
        <Input.TextArea
          id="task-typed"
          className="mono"
          autoSize={{ minRows: 4, maxRows: 14 }}
          placeholder={columns}
          value={form.typed}
          onChange={(event) => change({ typed: event.target.value })}
        />
      </FormField>
      {faulty.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="form-note"
          message={t("typed_faulty", { lines: listText(faulty.slice(0, 20), locale) })}
          data-testid="faulty"
        />
      )}
    </>
  );
}

const UPLOAD = "/numbers/new?for=flags";

function FileField({ change, choices, wrong }: FieldsProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  if (choices.files.length === 0) {
    return (
      <Empty
        title={t("file_none")}
        hint={t("file_none_hint")}
        action={
          <LinkButton to={UPLOAD} target="_blank">
            {t("to_upload")}
          </LinkButton>
        }
      />
    );
  }
  const columns = new Set(choices.file?.columns ?? []);
  const lacking = choices.file ? choices.facts.parameters.filter((name) => !columns.has(name)) : [];
  return (
    <FormField
      label={t("file")}
      htmlFor="task-file"
      required
      wrong={wrong("file_missing")}
      hint={
        <>
          {lacking.length > 0 && (
            <div className="wrong">{t("file_lacks", { names: listText(lacking, locale) })}</div>
          )}
          <Link to={UPLOAD} target="_blank">
            {t("to_upload")}
          </Link>
        </>
      }
    >
      <Select
        id="task-file"
        showSearch
        optionFilterProp="label"
        value={choices.file?.id}
        onChange={(file) => change({ file })}
        options={choices.files.map((one) => ({
          value: one.id,
          label: t("file_option", {
            name: one.name,
            purpose: t(labelOf(NUMBER_PURPOSE_WORDS, one.purpose)),
            count: one.accepted,
          }),
        }))}
      />
    </FormField>
  );
}
