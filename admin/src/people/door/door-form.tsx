import { Button, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { Above, useTrouble } from "./parts.tsx";
import type { DoorField } from "./trouble.ts";

/** Says what Auth answered: at its field where that is one of these, else above the form. */
type Tell = (error: unknown, fields: readonly DoorField[]) => void;

/** A form that asks Auth: what is typed, what it answered, and whether its answer is awaited. */
export interface AuthForm<Values> {
  readonly form: FormInstance<Values>;
  readonly failure: unknown;
  readonly tell: Tell;
  readonly clear: () => void;
  readonly busy: boolean;
  readonly submit: (values: Values) => Promise<void>;
}

/** A form whose values `send` hands to Auth. It is busy until that has ended, and what was said before is taken away. */
export function useAuthForm<Values>(
  send: (values: Values, tell: Tell) => Promise<unknown>,
): AuthForm<Values> {
  const [form] = Form.useForm<Values>();
  const { failure, tell, clear } = useTrouble(form);
  const [busy, setBusy] = useState(false);
  async function submit(values: Values) {
    clear();
    setBusy(true);
    try {
      await send(values, tell);
    } finally {
      setBusy(false);
    }
  }
  return { form, failure, tell, clear, busy, submit };
}

interface DoorFormProps<Values> {
  readonly of: AuthForm<Values>;
  /** The address that is in it at first. */
  readonly email?: string;
  /** What its button says. */
  readonly say: string;
  readonly children: ReactNode;
}

/** The fields of a form before one is in, with their one button. */
export function DoorForm<Values>({ of, email, say, children }: DoorFormProps<Values>) {
  return (
    <>
      <Above failure={of.failure} />
      <Form
        form={of.form}
        layout="vertical"
        requiredMark={false}
        {...(email === undefined ? {} : { initialValues: { email } })}
        onFinish={(values) => void of.submit(values)}
      >
        {children}
        <Button type="primary" htmlType="submit" size="large" block loading={of.busy}>
          {say}
        </Button>
      </Form>
    </>
  );
}
