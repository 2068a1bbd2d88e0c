import { FileTextOutlined } from "@ant-design/icons";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Input as Asked } from "@tidings/shared/resource/kinds.ts";
import { Button, Input, InputNumber, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useRows } from "../data.ts";
import { FormField } from "../form-field.tsx";
import { optionsOf } from "../options.ts";
import { ProofField } from "../proof-field.tsx";
import { saveFile } from "../save.ts";
import type { ProofChoice } from "../use-proof.ts";
import { useTranslations } from "../words.ts";

interface FormInputProps {
  readonly id: string;
  readonly asked: Asked;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly wrong: string | undefined;
  readonly proof: ProofChoice;
}

/** One input of a form, with its label, hint and what is wrong with it. */
export function FormInput({ id, asked, value, change, wrong, proof }: FormInputProps) {
  const t = useTranslations();
  const hint = asked.hint && t(asked.hint);
  if (asked.kind === "file") {
    const { letter } = asked;
    return (
      <ProofField proof={proof} label={t(asked.label)} hint={hint ?? ""}>
        {letter && (
          <Button
            type="link"
            icon={<FileTextOutlined />}
            onClick={() => saveFile(letter.name, letter.html, "text/html;charset=utf-8")}
          >
            {t(letter.label)}
          </Button>
        )}
      </ProofField>
    );
  }
  return (
    <FormField label={t(asked.label)} htmlFor={id} required={!asked.optional} hint={hint} wrong={wrong}>
      <ByKind id={id} asked={asked} value={value} change={change} />
    </FormField>
  );
}

type ControlProps = Pick<FormInputProps, "id" | "value" | "change"> & {
  readonly asked: Exclude<Asked, { readonly kind: "file" }>;
};

type ReferencesProps = Omit<ControlProps, "asked"> & { readonly asked: Asked<"references"> };

/** Rows of another view, chosen by name. */
function References({ id, asked, value, change }: ReferencesProps) {
  const { view, key, title } = asked.from;
  const { rows, loading } = useRows<Row>(view, { sorters: [{ field: title, order: "asc" }] });
  return (
    <Select
      id={id}
      mode="multiple"
      loading={loading}
      optionFilterProp="label"
      value={[...(value as readonly string[])]}
      onChange={change}
      options={rows.map((row) => ({ value: String(row[key]), label: String(row[title]) }))}
    />
  );
}

/** Each kind is typed here and nowhere else. */
function ByKind({ id, asked, value, change }: ControlProps): ReactNode {
  const t = useTranslations();
  switch (asked.kind) {
    case "text":
      return (
        <Input
          id={id}
          maxLength={asked.max}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        />
      );
    case "long":
      return (
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={asked.max}
          showCount
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        />
      );
    case "texts":
      return (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[" ", ",", "，", "、", ";", "；", "\n"]}
          value={[...(value as readonly string[])]}
          onChange={(entries: string[]) => change(asked.split(entries.join("\n")))}
        />
      );
    case "references":
      return <References id={id} asked={asked} value={value} change={change} />;
    case "choice":
      return <Select id={id} value={String(value)} onChange={change} options={optionsOf(asked.values, t)} />;
    case "flag":
      return (
        <Radio.Group
          aria-label={t(asked.label)}
          value={value}
          onChange={(event) => change(event.target.value)}
          options={[true, false].map((yes) => ({ value: yes, label: t(asked.values[`${yes}`]) }))}
        />
      );
    case "count":
      return (
        <InputNumber
          id={id}
          min={asked.min}
          max={asked.max}
          precision={0}
          value={value as number | null}
          onChange={change}
        />
      );
  }
}
