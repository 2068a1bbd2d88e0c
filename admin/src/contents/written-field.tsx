import { lengthOf } from "@tidings/shared/templates/check_values.ts";
import { exampleParams } from "@tidings/shared/templates/content.ts";
import { Input } from "antd";
import { type ReactNode, useRef } from "react";
import { useEditing, useField } from "./context.ts";
import { Field } from "./field.tsx";
import { type Caret, InsertParameter } from "./parameters/insert.tsx";
import type { Path } from "./paths.ts";

interface WrittenFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly required: boolean;
  /** Characters, with the examples of its parameters; without it, only the whole has a limit. */
  readonly max?: number;
  /** A text that takes no parameters has no control for them. */
  readonly plain?: boolean;
  readonly multiline?: boolean;
  /** An empty text stays one instead of nothing: an entry of a list always has its parts. */
  readonly keepEmpty?: boolean;
  readonly hint?: ReactNode;
  readonly placeholder?: string | undefined;
  readonly inputMode?: "tel" | "url" | "email" | "decimal" | undefined;
  readonly tool?: ReactNode;
}

/** A text of a template. Parameters come in at the caret by a control, or are typed. */
export function WrittenField(props: WrittenFieldProps) {
  const {
    path,
    label,
    required,
    max,
    multiline = false,
    keepEmpty = false,
    plain = false,
    hint,
    tool,
  } = props;
  const { content } = useEditing();
  const { value, set, touch, findings } = useField(path);
  const caret = useRef<Caret>(null);
  const text = typeof value === "string" ? value : "";
  const shared = {
    id: path,
    value: text,
    placeholder: props.placeholder,
    inputMode: props.inputMode,
    showCount: max !== undefined && { formatter: () => `${lengthOf(text, exampleParams(content))} / ${max}` },
    onBlur: ({ target }: { target: HTMLInputElement | HTMLTextAreaElement }) => {
      const { selectionStart: begin, selectionEnd: end } = target;
      caret.current = begin === null || end === null ? null : { begin, end };
      touch();
    },
    onChange: (event: { target: { value: string } }) =>
      set(event.target.value || (keepEmpty ? "" : undefined)),
  };
  return (
    <Field
      label={label}
      required={required}
      findings={findings}
      htmlFor={path}
      path={path}
      hint={hint}
      tool={
        <>
          {tool}
          {!plain && <InsertParameter path={path} label={label} caret={caret} />}
        </>
      }
    >
      {multiline ? (
        <Input.TextArea {...shared} autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        <Input {...shared} />
      )}
    </Field>
  );
}
