import type { KeyboardEvent } from "react";

/** What is typed in one line. */
const LINE = "input:not([type=checkbox], [type=radio], [type=file], [role=combobox], [readonly])";
/** What acts, where it may and destroys nothing. */
const ACTS = ".ant-btn-primary:not(:disabled, .ant-btn-dangerous)";

/**
 * Enter in a line does what the dialog or the form is for: it clicks the button of `foot` that acts. An input method takes Enter for itself, and
 * so do lists and dates.
 */
export const actsOnEnter =
  (foot: string) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const { key, target, currentTarget, nativeEvent } = event;
    if (key !== "Enter" || nativeEvent.isComposing || event.defaultPrevented) return;
    if (!(target instanceof HTMLElement) || !target.matches(LINE) || target.closest(".ant-picker")) return;
    if (currentTarget.contains(target))
      currentTarget.querySelector<HTMLElement>(`${foot} > ${ACTS}`)?.click();
  };
