import { w } from "@tidings/shared/ground/locale.ts";
import { Modal, type ModalProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { actsOnEnter } from "./enter.ts";
import { decidingPart, focusSoon } from "./focus.ts";
import { useTranslations } from "./words.ts";

/** What leaves everything as it is. */
export const NOT_NOW = w("取消", "Cancel");

export type DialogProps = Omit<ModalProps, "open">;

const onEnter = actsOnEnter(".ant-modal-footer");

/**
 * A dialog that stands while it is rendered, with the focus on what decides. antd gives the focus back when a dialog is closed, not
 * when it is taken away with its component; this gives it back to whatever had it. A click beside it, as the second of a double
 * click, does nothing. What acts is the last button, at the right; what leaves everything as it is comes before it, and is never
 * called "Cancel" in English. Enter in a line of it acts, but for what destroys.
 */
export function Dialog(props: DialogProps) {
  const t = useTranslations();
  const [opener] = useState(() => document.activeElement);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => focusSoon(() => decidingPart(panel.current)), []);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return (
    <Modal
      open
      maskClosable={false}
      destroyOnHidden
      cancelText={t(NOT_NOW)}
      modalRender={(content) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the inputs in it
        <div ref={panel} onKeyDown={onEnter}>
          {content}
        </div>
      )}
      {...props}
    />
  );
}
