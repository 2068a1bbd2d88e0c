import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { createContext, useContext } from "react";
import { at, type Path } from "./paths.ts";

/** The editing state shared by all fields. */
export interface Editing {
  readonly layout: Layout;
  readonly vendors: readonly Vendor[];
  readonly content: Content;
  readonly findings: readonly Finding[];
  /** Show all findings, not only those of touched fields. */
  readonly tried: boolean;
  readonly touched: ReadonlySet<Path>;
  /** Takes what is to become of the value that stands then: a file is stored while one types on. */
  readonly change: (path: Path, edit: (before: unknown) => unknown) => void;
  readonly edit: (edit: (before: Content) => Content) => void;
  readonly choose: (vendors: readonly Vendor[]) => void;
  readonly touch: (path: Path) => void;
}

export const EditingContext = createContext<Editing | null>(null);

/** One field of the content: its value, its setter, and its findings. */
export interface FieldState {
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  /** As `set`, by what is there then. What comes after an `await` goes this way. */
  readonly edit: (edit: (before: unknown) => unknown) => void;
  readonly touch: () => void;
  readonly findings: readonly Finding[];
}

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("a field needs the editor around it");
  return editing;
}

/** The field at `path`. Findings of nested paths are shown by the nested fields. */
export function useField(path: Path): FieldState {
  const { content, change, touch, findings, tried, touched } = useEditing();
  const shown = tried || touched.has(path);
  return {
    value: at(content, path),
    set: (value) => change(path, () => value),
    edit: (edit) => change(path, edit),
    touch: () => touch(path),
    findings: shown ? findings.filter((finding) => finding.path === path) : [],
  };
}
