import { Form } from "antd";
import type { ReactNode } from "react";

interface FormFieldProps {
  readonly label: string;
  readonly htmlFor?: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  /** The error message, if any. */
  readonly wrong?: string | undefined;
  readonly children: ReactNode;
}

/** A control with its label, hint and error message. */
export function FormField({ label, htmlFor, required = false, hint, wrong, children }: FormFieldProps) {
  return (
    <Form.Item
      layout="vertical"
      label={label}
      htmlFor={htmlFor}
      required={required}
      extra={hint}
      validateStatus={wrong ? "error" : undefined}
      help={wrong}
    >
      {children}
    </Form.Item>
  );
}
