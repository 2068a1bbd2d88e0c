import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { createContext, useContext } from "react";

/** What the fields of a card know beside its content: the layout that it is of, and the vendors that are to show it. */
export interface LayoutEditing {
  readonly layout: Layout;
  readonly vendors: readonly Vendor[];
  readonly content: Content;
  readonly choose: (vendors: readonly Vendor[]) => void;
}

export const LayoutContext = createContext<LayoutEditing | null>(null);

export function useLayoutEditing(): LayoutEditing {
  const editing = useContext(LayoutContext);
  if (editing === null) throw new Error("a field of a layout needs its editor around it");
  return editing;
}
