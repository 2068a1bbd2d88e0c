import { useEffect } from "react";

/** For as many frames what decides may not be there yet, or be disabled: three seconds. */
const FRAMES = 180;

/**
 * Gives the focus to what `find` finds, as soon as it can take it: a dialog is hidden in its first frames, and a button disabled
 * until all is there. Whoever goes elsewhere meanwhile is left there. Answers how to stop.
 */
export function focusSoon(find: () => HTMLElement | null | undefined): () => void {
  let frame = 0;
  let left = FRAMES;
  const gone = ({ type, key }: Event & { readonly key?: string }) => {
    if (type === "pointerdown" || key === "Tab") left = 0;
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const type of ["keydown", "pointerdown"]) removeEventListener(type, gone);
  };
  const attempt = () => {
    if (left <= 0) return stop();
    const found = find();
    found?.focus();
    left -= 1;
    if (found && document.activeElement === found) stop();
    else frame = requestAnimationFrame(attempt);
  };
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, gone);
  attempt();
  return stop;
}

const REQUIRED = ".ant-form-item-required";
const FIELD = "input:not(.ant-picker input):not([type=hidden]), textarea";
const BOX = "input[type=checkbox]:not(:checked)";
const BUTTON = "[data-confirm]:not(:disabled), .ant-modal-footer > .ant-btn-primary";

/**
 * What decides in a dialog: a field that has to be filled in, or a box that has to be ticked, else the button. Of one that
 * destroys it is the other button, so that a second Enter does not do it. Null: it only shows something.
 */
export function decidingPart(dialog: HTMLElement | null): HTMLElement | null {
  const find = (part: string) => dialog?.querySelector<HTMLElement>(part) ?? null;
  const field = find(REQUIRED)?.closest(".ant-form-item")?.querySelector<HTMLElement>(FIELD) ?? find(BOX);
  const button = find(BUTTON);
  if (field || !button?.matches(".ant-btn-dangerous")) return field ?? button;
  return button.parentElement?.querySelector<HTMLElement>(".ant-btn:not(.ant-btn-dangerous)") ?? null;
}

/** The page, and what may stand above it. */
const PLACES = "#content, .ant-drawer-open, .ant-modal-wrap";

/** Gives the focus to what is uppermost: a dialog, a drawer, or the page. */
function focusTop(): void {
  const shown = [...document.querySelectorAll<HTMLElement>(PLACES)].filter(
    (place) => place.getClientRects().length > 0,
  );
  shown.at(-1)?.focus({ preventScroll: true });
}

/**
 * The focus is never lost: where what had it is taken away, as a button of something that is done now, the page has it, so that
 * the next key is heard there and Tab goes on in it. Whatever gives it back to a better place does so afterwards.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    const noted = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    const gone = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      focusTop();
    });
    document.addEventListener("focusin", noted);
    gone.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", noted);
      gone.disconnect();
    };
  }, []);
}
