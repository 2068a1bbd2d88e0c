import { type RefObject, useEffect } from "react";

/** For as many frames what decides may not be there yet, or be disabled: three seconds. */
const FRAMES = 180;

/**
 * Gives the focus to what `find` finds, as soon as it can take it: a dialog is hidden in its first frames, and a button disabled
 * until all is there. Someone who goes elsewhere meanwhile stays there. Answers how to stop.
 */
export function focusSoon(find: () => HTMLElement | null | undefined, options?: FocusOptions): () => void {
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
    found?.focus(options);
    left -= 1;
    if (found && document.activeElement === found) stop();
    else frame = requestAnimationFrame(attempt);
  };
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, gone);
  attempt();
  return stop;
}

/** Around what a dialog shows this once, and what copies it. */
export const SHOWN_ONCE = "shown-once";

const REQUIRED = ".ant-form-item-required";
const FIELD = "input:not(.ant-picker input):not([type=hidden]), textarea";
const BOX = "input[type=checkbox]:not(:checked)";
const BUTTON = "[data-confirm]:not(:disabled), .ant-modal-footer > .ant-btn-primary";

/**
 * What decides in a dialog: a field that has to be filled in, or a box that has to be ticked, else the button. Of one that
 * destroys it is the other button, so that a second Enter does not do it; of one that shows something this once, what copies that.
 * Null: it only shows something.
 */
export function decidingPart(dialog: HTMLElement | null): HTMLElement | null {
  const find = (part: string) => dialog?.querySelector<HTMLElement>(part) ?? null;
  const copies = find(`.${SHOWN_ONCE} button`);
  if (copies) return copies;
  const field = find(REQUIRED)?.closest(".ant-form-item")?.querySelector<HTMLElement>(FIELD) ?? find(BOX);
  const button = find(BUTTON);
  if (field || !button?.matches(".ant-btn-dangerous")) return field ?? button;
  return button.parentElement?.querySelector<HTMLElement>(".ant-btn:not(.ant-btn-dangerous)") ?? null;
}

/** The page, and what may cover it. */
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

/** What one types into, or chooses from a list in. A field with a calendar opens it when it has the focus, so it waits for a click. */
const TYPED =
  ":is(input:not([type=file], [type=radio], [type=checkbox], [type=hidden]), textarea):not(:disabled, .ant-picker *)";

/** Does it hold something? A choice from a list is drawn next to the input that searches it. */
function isFilled(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  const list = field.closest(".ant-select");
  return list ? list.querySelector(".ant-select-selection-item") !== null : field.value !== "";
}

/** Where typing goes on in a form: its first empty field; of a filled-in one the first. */
function firstField(form: HTMLElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TYPED)].filter(
    (field) => field.getClientRects().length > 0,
  );
  return fields.find((field) => !isFilled(field)) ?? fields[0];
}

/**
 * A form that opens, or another step of it (`at`), has the focus where one types first; null: it is not there yet. On a screen that is
 * touched the keyboard would cover half of it. Someone who is in a field by then stays there, as where a wrong one was led to.
 */
export function useFirstField(form: RefObject<HTMLElement | null>, at: unknown): void {
  useEffect(() => {
    if (at === null || matchMedia("(pointer: coarse)").matches) return;
    return focusSoon(
      () => {
        const around = form.current;
        const held = document.activeElement;
        if (around && held instanceof HTMLElement && held.matches(TYPED) && around.contains(held))
          return held;
        // What a list that is still read holds is not drawn yet.
        return around?.querySelector(".ant-select-loading") ? null : around && firstField(around);
      },
      { preventScroll: true },
    );
  }, [form, at]);
}
