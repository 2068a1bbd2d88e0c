import { Button } from "antd";
import { type ComponentProps, useState } from "react";
import { ActionDialog } from "../ui/action-dialog.tsx";

type Dialog = ComponentProps<typeof ActionDialog>;

interface Props {
  readonly verb: Dialog["verb"];
  readonly offer: Omit<Dialog["offer"], "tone">;
  readonly testId?: string;
  /** There is nothing to end. */
  readonly disabled?: boolean;
}

/** A button that ends all of something of one's own at once, after a question. */
export function EndAll({ verb, offer, testId, disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger disabled={disabled} onClick={() => setOpen(true)} data-testid={testId}>
        {offer.label}
      </Button>
      {open && (
        <ActionDialog
          verb={verb}
          args={{}}
          offer={{ ...offer, tone: "danger" }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
