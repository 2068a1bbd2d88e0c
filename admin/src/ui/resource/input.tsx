import type { Proof } from "@tidings/shared/links/domains.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { isOptional } from "@tidings/shared/resource/form_values.ts";
import type { PlainInput as Asked } from "@tidings/shared/resource/kinds.ts";
import { Input, InputNumber, Radio, Segmented, Select } from "antd";
import type { ComponentType, ReactNode } from "react";
import { Day, Hour, Moment } from "../date.tsx";
import { FilesInput } from "../files-input.tsx";
import { FormField } from "../form-field.tsx";
import { LetterButton } from "../letter-button.tsx";
import { optionsOf } from "../options.ts";
import { ProofField } from "../proof-field.tsx";
import type { ProofChoice } from "../use-proof.ts";
import { useTranslations } from "../words.ts";
import type { InputSlotProps } from "./form-context.ts";
import { GroupInput } from "./inputs/group.tsx";
import { ListInput } from "./inputs/list.tsx";
import { PictureInput } from "./inputs/picture.tsx";
import { References } from "./inputs/references.tsx";
import { LinesInput } from "./lines-input.tsx";

interface FormInputProps extends InputSlotProps {
  readonly asked: Asked;
  /** Where it is in its form; and how what is inside of it is changed. */
  readonly path?: string;
  readonly edit?: (change: (before: unknown) => unknown) => void;
  readonly slot?: ComponentType<InputSlotProps> | undefined;
  readonly wrong?: string | undefined;
  /** Takes the only row that can be chosen, where that is not `change`: nobody has typed it. */
  readonly prefill?: ((value: string) => void) | undefined;
  /** The row that is edited. */
  readonly row?: Row | undefined;
  /** Its value says which other input is asked: its choices are all seen. */
  readonly leads?: boolean;
  /** Of an input that is a file. */
  readonly proof?: ProofChoice | undefined;
}

/** One input of a form, with its label, hint and what is wrong with it. */
export function FormInput({
  asked,
  slot: Slot,
  wrong,
  proof,
  row,
  prefill,
  leads = false,
  path = "",
  edit = (change) => input.change(change(input.value)),
  ...input
}: FormInputProps) {
  const t = useTranslations();
  const note = row ? asked.note?.(row) : null;
  const required = !isOptional(asked, row);
  const hint = (
    <>
      {note && <div className="said-good">{t(note)}</div>}
      {asked.hint && t(asked.hint)}
    </>
  );
  if (asked.kind === "file") {
    if (!proof) throw new Error("a form with a file has a place for it");
    return (
      <ProofField
        proof={proof}
        label={t(asked.label)}
        hint={hint}
        required={required}
        wrong={wrong}
        example={asked.example}
      >
        {asked.letter && <LetterButton letter={asked.letter} row={row} />}
      </ProofField>
    );
  }
  const inside = { path, value: input.value, edit };
  if (asked.kind === "group") return <GroupInput asked={asked} {...inside} />;
  if (asked.kind === "list") return <ListInput asked={asked} wrong={wrong} {...inside} />;
  return (
    <FormField
      label={t(asked.label)}
      htmlFor={input.id}
      required={required}
      hint={note || asked.hint ? hint : undefined}
      wrong={wrong}
    >
      {Slot ? (
        <Slot {...input} />
      ) : (
        <ByKind asked={asked} row={row} leads={leads} prefill={prefill ?? input.change} {...input} />
      )}
    </FormField>
  );
}

type ControlProps = Pick<InputSlotProps, "id" | "value" | "change"> & {
  readonly prefill: (value: string) => void;
  /** The row that is edited or acted on: what is offered may depend on it. */
  readonly row: Row | undefined;
  readonly asked: Exclude<Asked, { readonly kind: "file" | "group" | "list" }>;
  readonly leads: boolean;
};

/** So many choices are all seen at once; of more one is chosen from a list. */
const SEEN = 4;

/** Each kind is typed here and nowhere else. */
function ByKind({ id, asked, value, change, prefill, row, leads }: ControlProps): ReactNode {
  const t = useTranslations();
  const among = asked.kind === "choice" && row ? asked.among?.(row) : undefined;
  switch (asked.kind) {
    case "text":
      if (asked.secret)
        return (
          <Input.Password
            id={id}
            maxLength={asked.max}
            autoComplete="new-password"
            value={String(value)}
            onChange={(event) => change(event.target.value)}
          />
        );
      return (
        <Input
          id={id}
          maxLength={asked.max}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        />
      );
    case "long":
    case "json":
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
      if (asked.named)
        return (
          <Select
            id={id}
            mode="multiple"
            allowClear
            optionFilterProp="label"
            value={[...(value as readonly string[])]}
            onChange={change}
            options={optionsOf(asked.named, t)}
          />
        );
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
    case "reference":
    case "references":
      return <References id={id} asked={asked} value={value} change={change} prefill={prefill} row={row} />;
    case "choice":
      if (leads && Object.keys(asked.values).length <= SEEN)
        return (
          <Segmented id={id} value={String(value)} onChange={change} options={optionsOf(asked.values, t)} />
        );
      return (
        <Select
          id={id}
          allowClear={isOptional(asked, row)}
          value={value === "" || value === null ? undefined : String(value)}
          onChange={(chosen?: string) => change(chosen ?? "")}
          options={optionsOf(asked.values, t).filter(({ value: one }) => among?.includes(one) ?? true)}
        />
      );
    case "files":
      return <FilesInput id={id} asked={asked} value={value as readonly Proof[]} change={change} />;
    case "lines":
      return <LinesInput id={id} asked={asked} value={value} change={change} />;
    case "day":
      return <Day id={id} value={String(value)} change={change} />;
    case "hour":
      return <Hour id={id} value={value as string | null} change={change} open={isOptional(asked, row)} />;
    case "flag":
      return (
        <Radio.Group
          aria-label={t(asked.label)}
          value={value}
          onChange={(event) => change(event.target.value)}
          options={[
            ...[true, false].map((yes) => ({ value: yes, label: t(asked.values[`${yes}`]) })),
            ...(asked.open ? [{ value: null as never, label: t(asked.open) }] : []),
          ]}
        />
      );
    case "money":
      return (
        <Input
          id={id}
          inputMode="decimal"
          maxLength={16}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        />
      );
    case "picture":
      return <PictureInput id={id} rule={asked.rule} value={value} change={change} />;
    case "time":
      return <Moment id={id} value={String(value ?? "")} change={(at) => change(at ?? "")} />;
    case "count":
    case "share":
      return (
        <InputNumber
          id={id}
          suffix={asked.kind === "share" && "%"}
          precision={0}
          value={value as number | null}
          onChange={change}
        />
      );
  }
}
