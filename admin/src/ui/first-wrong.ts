const FIELDS =
  "input:not([type=file]):not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex]";

/** Brings the first field of a form that is marked as wrong into view, once the marks are drawn, and puts the focus into it. */
export function showFirstWrong(): void {
  requestAnimationFrame(() => {
    const item = document.querySelector(".ant-form-item-has-error");
    item?.scrollIntoView({ block: "center" });
    item?.querySelector<HTMLElement>(FIELDS)?.focus({ preventScroll: true });
  });
}
