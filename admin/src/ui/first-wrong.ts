/** Brings the first field of a form that is marked as wrong into view, with the focus in it, once the marks are drawn: it may stand far above the button. */
export function showFirstWrong(): void {
  requestAnimationFrame(() => {
    const wrong = document.querySelector(".ant-form-item-has-error");
    wrong?.scrollIntoView({ block: "center" });
    wrong
      ?.querySelector<HTMLElement>(
        "input:not([type=file]):not(:disabled), textarea:not(:disabled), button:not(:disabled)",
      )
      ?.focus({ preventScroll: true });
  });
}
