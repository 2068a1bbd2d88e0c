import { useEffect, useReducer, useRef } from "react";

const FIELDS =
  "input:not([type=file]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), [tabindex]";

/** A refusal is drawn a frame or two after it came; of what is refused without a mark or a note, nothing is waited for longer. */
const FRAMES = 30;

/** The form that one is at: the uppermost window, else the page. */
const formOf = (): ParentNode => Array.from(document.querySelectorAll(".ant-modal")).at(-1) ?? document;

/**
 * Brings the first field of a form that is marked as wrong into view, once the marks are drawn, and puts the focus into it. What is refused
 * as a whole is brought into view alone.
 */
export function showFirstWrong(frames = FRAMES): void {
  requestAnimationFrame(() => {
    const form = formOf();
    const item = form.querySelector(".ant-form-item-has-error");
    const note = form.querySelector(".failed-note");
    if (item) {
      item.scrollIntoView({ block: "center" });
      item.querySelector<HTMLElement>(FIELDS)?.focus({ preventScroll: true });
    } else if (note) note.scrollIntoView({ block: "center" });
    else if (frames > 0) showFirstWrong(frames - 1);
  });
}

/** As `showFirstWrong` for a form in steps: answers what leads to the first wrong field of a step, once that step is drawn. */
export function useFirstWrongIn(shown: number): (step?: number) => void {
  const awaited = useRef<number | null>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    if (awaited.current !== shown) return;
    awaited.current = null;
    showFirstWrong();
  });
  return (step = shown) => {
    awaited.current = step;
    drawAgain();
  };
}
