/** Brings the first field of a form that is marked as wrong into view, once the marks are drawn: it may stand far above the button. */
export function showFirstWrong(): void {
  requestAnimationFrame(() =>
    document.querySelector(".ant-form-item-has-error")?.scrollIntoView({ block: "center" }),
  );
}
