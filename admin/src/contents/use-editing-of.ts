import type { Finding } from "@tidings/shared/templates/findings.ts";
import { useMemo, useState } from "react";
import type { AnyContent, Editing } from "./context.ts";
import { at, type Path, withAt } from "./paths.ts";

/** A form with a content in it. */
interface Holder {
  readonly content: AnyContent;
}

interface EditingOptions<V extends Holder> {
  readonly value: V;
  readonly set: (change: (value: V) => V) => void;
  readonly findings: readonly Finding[];
  readonly tried: boolean;
  readonly maxParameters: number;
  readonly placeName: (path: Path) => string;
}

/** The state that the fields of a content share. */
export function useEditingOf<V extends Holder>(options: EditingOptions<V>): Editing {
  const { value, set, findings, tried, maxParameters, placeName } = options;
  const [touched, setTouched] = useState<ReadonlySet<Path>>(new Set());
  return useMemo<Editing>(() => {
    const edit: Editing["edit"] = (change) =>
      set((before) => {
        const content = change(before.content);
        return content === before.content ? before : { ...before, content };
      });
    return {
      content: value.content,
      findings,
      tried,
      touched,
      maxParameters,
      placeName,
      edit,
      change: (path, change) =>
        edit((before) => {
          const [old, next] = [at(before, path), change(at(before, path))];
          return old === next ? before : withAt(before, path, next);
        }),
      touch: (path) => setTouched((before) => (before.has(path) ? before : new Set(before).add(path))),
    };
  }, [value.content, findings, tried, touched, maxParameters, placeName, set]);
}
