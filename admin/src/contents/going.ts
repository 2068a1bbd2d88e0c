import { useEffect } from "react";
import type { Path } from "./paths.ts";

type Go = (path: Path) => void;
const editors = new Set<Go>();

/** Opens the field of a place of the content. Whoever asks may stand outside of the editor, as the buttons of the page do. */
export function goTo(path: Path): void {
  for (const go of editors) go(path);
}

/** The editor that opens fields while it is shown. */
export function useGoing(go: Go): void {
  useEffect(() => {
    editors.add(go);
    return () => {
      editors.delete(go);
    };
  }, [go]);
}

const TYPED = "input:not([type=file]):not(:disabled), textarea:not(:disabled)";
const PRESSED = "button:not(:disabled)";

/** The field of a path, or of the nearest thing around it that has one. */
export function fieldOf(root: ParentNode, path: Path): HTMLElement | null {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const found = root.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    if (found) return found;
  }
  return null;
}

/** Brings a field into view and puts the focus into it: what is typed into first, else what is pressed. */
export function focusOn(field: HTMLElement): void {
  field.scrollIntoView({ block: "center" });
  const inside = field.querySelector<HTMLElement>(TYPED) ?? field.querySelector<HTMLElement>(PRESSED);
  (field.matches(TYPED) ? field : inside)?.focus({ preventScroll: true });
}
