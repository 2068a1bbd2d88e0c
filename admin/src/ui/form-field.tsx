import { Form } from "antd";
import type { ReactNode } from "react";

interface FormFieldProps {
  readonly label: string;
  readonly htmlFor?: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with it, if anything. */
  readonly wrong?: string | undefined;
  readonly children: ReactNode;
}

/** A control with its label, a hint, and what is wrong with it. */
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
