import { w } from "@tidings/shared/ground/locale.ts";
import { Modal, type ModalProps } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { decidingPart, focusSoon } from "./focus.ts";
import { useTranslations } from "./words.ts";

/** What leaves everything as it is. */
export const NOT_NOW = w("取消", "Cancel");

export type DialogProps = Omit<ModalProps, "open">;

/** What is typed in one line. */
const LINE = "input:not([type=checkbox], [type=radio], [type=file], [role=combobox], [readonly])";
/** What acts, where it may and destroys nothing. */
const ACTS = ".ant-modal-footer > .ant-btn-primary:not(:disabled, .ant-btn-dangerous)";

/** Enter in a line does what the dialog is for. An input method takes Enter for itself, and so do lists and dates. */
function entered(event: KeyboardEvent<HTMLDivElement>): void {
  const { key, target, currentTarget, nativeEvent } = event;
  if (key !== "Enter" || nativeEvent.isComposing || event.defaultPrevented) return;
  if (!(target instanceof HTMLElement) || !target.matches(LINE) || target.closest(".ant-picker")) return;
  if (currentTarget.contains(target)) currentTarget.querySelector<HTMLElement>(ACTS)?.click();
}

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
        <div ref={panel} onKeyDown={entered}>
          {content}
        </div>
      )}
      {...props}
    />
  );
}
