import type { Finding } from "@tidings/shared/templates/findings.ts";
import type { Parameter } from "@tidings/shared/templates/values.ts";
import { createContext, useContext } from "react";
import { at, type Path } from "./paths.ts";

/** A content of either kind of template: what is shown, and the parameters in it with their examples. */
export interface AnyContent {
  readonly slots: object;
  readonly params?: readonly Parameter[] | undefined;
}

/** The editing state shared by all fields. */
export interface Editing {
  readonly content: AnyContent;
  readonly findings: readonly Finding[];
  /** Show all findings, not only those of touched fields. */
  readonly tried: boolean;
  readonly touched: ReadonlySet<Path>;
  /** Takes what is to become of the value that stands then: a file is stored while one types on. */
  readonly change: (path: Path, edit: (before: unknown) => unknown) => void;
  readonly edit: (edit: <C extends AnyContent>(before: C) => C) => void;
  readonly touch: (path: Path) => void;
  /** The most parameters that it may have. */
  readonly maxParameters: number;
  /** What the field of a path is called. */
  readonly placeName: (path: Path) => string;
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
