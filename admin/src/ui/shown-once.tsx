import { type ReactNode, useEffect, useRef } from "react";
import { focusSoon, SHOWN_ONCE } from "./focus.ts";

/** In a dialog, what is shown this once: the focus is on what copies it, so that one Enter too many doesn't close it unread. */
export function ShownOnce({ children }: { readonly children: ReactNode }) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => focusSoon(() => shown.current?.querySelector("button")), []);
  return (
    <div ref={shown} className={SHOWN_ONCE}>
      {children}
    </div>
  );
}
