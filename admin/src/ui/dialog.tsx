import { Modal, type ModalProps } from "antd";
import { useEffect, useState } from "react";

/**
 * A dialog that stands while it is rendered. antd gives the focus back when a dialog is closed, not when it is taken away
 * with its component; this gives it back to whatever had it. A click beside it, as the second of a double click, does nothing.
 */
export function Dialog(props: Omit<ModalProps, "open">) {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return <Modal open maskClosable={false} destroyOnHidden {...props} />;
}
