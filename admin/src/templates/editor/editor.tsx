import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { checkContent, parametersOf } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Card, Form } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { CardPhone } from "../../ui/card-phone.tsx";
import { useTranslations } from "../../ui/words.ts";
import { Findings } from "../findings.tsx";
import { words } from "../words.ts";
import { Basics } from "./basics.tsx";
import { type Editing, EditingContext } from "./context.ts";
import { LookFields } from "./look-fields.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { at, type Path, withAt } from "./paths.ts";
import { SlotFields } from "./slot-field.tsx";
import { type EditorValue, readyContent } from "./value.ts";

interface EditorProps {
  readonly value: EditorValue;
  readonly set: (change: (value: EditorValue) => EditorValue) => void;
  /** Saving or submitting was tried, so all missing fields are marked. */
  readonly tried: boolean;
  /** The fields that the enterprise has added to templates. */
  readonly definitions: readonly OwnField[];
  /** Shown next to the name of the layout. */
  readonly layoutAction?: ReactNode;
}

/** The findings for the content as it would be saved. */
export function findingsOf(value: EditorValue): Finding[] {
  return checkContent(value.layout, value.vendors, value.usage, readyContent(value.content));
}

/** The template editor: fields generated from the layout's slots, with a live preview. */
export function Editor({ value, set, tried, definitions, layoutAction }: EditorProps) {
  const t = useTranslations(words);
  const [touched, setTouched] = useState<ReadonlySet<Path>>(new Set());
  const layout = layoutOf(value.layout);
  const findings = useMemo(() => findingsOf(value), [value]);
  const editing = useMemo<Editing | null>(
    () =>
      layout
        ? {
            layout,
            vendors: value.vendors,
            content: value.content,
            findings,
            tried,
            touched,
            change: (path, edit) =>
              set((before) => ({
                ...before,
                content: withAt(before.content, path, edit(at(before.content, path))),
              })),
            touch: (path) => setTouched((before) => (before.has(path) ? before : new Set(before).add(path))),
          }
        : null,
    [layout, value.vendors, value.content, findings, tried, touched, set],
  );
  if (!layout || !editing) return null;
  const parameters = parametersOf(value.content);
  return (
    <EditingContext.Provider value={editing}>
      <div className="split split-form">
        <Form layout="vertical" component="div" className="stack">
          <Basics
            value={value}
            set={set}
            layout={layout}
            findings={findings}
            tried={tried}
            definitions={definitions}
            action={layoutAction}
          />
          <Card title={t("content")}>
            <LookFields />
            <SlotFields slots={layout.slots} path="slots" />
          </Card>
          <ParameterFields names={parameters} />
        </Form>
        <div className="stack preview">
          <Card title={t("preview")}>
            <CardPhone layout={value.layout} content={value.content} vendors={value.vendors} />
          </Card>
          <Card title={t("findings")}>
            <Findings findings={findings} />
          </Card>
        </div>
      </div>
    </EditingContext.Provider>
  );
}
