import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { Card, Form, Segmented } from "antd";
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Editing, EditingContext } from "../../contents/context.ts";
import { Findings } from "../../contents/findings.tsx";
import { HistoryButtons, useHistoryKeys } from "../../contents/history/controls.tsx";
import { useSame } from "../../contents/use-same.ts";
import { CardPhone } from "../../ui/card-phone.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { Basics } from "./basics.tsx";
import { contentFindings } from "./checked.ts";
import "../../contents/editor.css";
import { fieldOf, focusOn, goTo, useGoing } from "../../contents/going.ts";
import { type History, useHistory } from "../../contents/history/use-history.ts";
import { ParametersCard } from "../../contents/parameters/parameters-card.tsx";
import { placesOf } from "../../contents/parameters/used.ts";
import { at, type Path, withAt } from "../../contents/paths.ts";
import { readyContent } from "../../contents/ready.ts";
import { LayoutContext, type LayoutEditing } from "./layout-context.ts";
import { LookFields } from "./look-fields.tsx";
import { LivePhone } from "./phone/live-phone.tsx";
import { entryName, newEntry, placeName, slotsAt } from "./places.ts";
import { SlotFields } from "./slot-field.tsx";
import type { EditorValue } from "./value.ts";
import { editorWords } from "./words.ts";

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

/** The template editor: the phone in the middle, on which one clicks what is to change, and the fields of the layout beside it. */
export function Editor(props: EditorProps) {
  const layout = layoutOf(props.value.layout);
  return layout ? <LayoutEditor {...props} layout={layout} /> : null;
}

type Pane = "phone" | "fields";

/** The check numbers parameters as they are saved, the form has them by name. */
function namedPath(path: Path, content: EditorValue["content"]): Path {
  const number = /^params\.(\d+)/.exec(path)?.[1];
  const name = number && readyContent(content).params?.[Number(number)]?.name;
  return name ? `params.${name}` : path;
}

function LayoutEditor(props: EditorProps & { layout: Layout }) {
  const { value, tried, definitions, layoutAction, layout } = props;
  const set = useSame(props.set);
  const t = useTranslations({ ...words, ...editorWords });
  const root = useRef<HTMLDivElement>(null);
  const { editing, layoutEditing, make } = useEditingOf({ ...props, set });
  const { pane, setPane, open } = useOpening(root, value.content, make);
  const [marked, setMarked] = useState<readonly Path[]>([]);
  useEffect(() => {
    if (tried) setPane("fields");
  }, [tried, setPane]);

  const history = useHistory(value, set, (place) => goTo(place.replace(/^content\./, "")));
  useHistoryKeys(history, root);

  const focused = (path: Path | undefined) => {
    if (!path) return;
    const [kind, name] = path.split(".");
    const places = kind === "params" && name ? placesOf(value.content).get(name) : [path];
    setMarked(places ?? []);
  };

  return (
    <EditorContexts editing={editing} layoutEditing={layoutEditing}>
      <div className="editor" ref={root} data-pane={pane}>
        <Segmented<Pane>
          block
          className="editor-panes"
          aria-label={t("pane")}
          value={pane}
          onChange={setPane}
          options={[
            { value: "phone", label: t("pane_phone") },
            { value: "fields", label: t("pane_fields") },
          ]}
        />
        <Form
          layout="vertical"
          component="div"
          className="editor-form"
          onFocusCapture={({ target }: { target: Element }) =>
            focused(target.closest<HTMLElement>("[data-path]")?.dataset.path)
          }
        >
          <div className="editor-basics">
            <Basics
              value={value}
              set={set}
              layout={layout}
              findings={editing.findings}
              tried={tried}
              definitions={definitions}
              action={layoutAction}
            />
          </div>
          <PhonePane value={value} marked={marked} open={open} history={history} />
          <Card title={t("content")} className="editor-content" data-path="slots">
            <LookFields />
            <SlotFields slots={layout.slots} path="slots" />
          </Card>
          <div className="editor-params stack">
            <ParametersCard />
            <Card title={t("findings")}>
              <Findings findings={editing.findings} go={goTo} where={(path) => entryName(layout, path, t)} />
            </Card>
          </div>
        </Form>
      </div>
    </EditorContexts>
  );
}

interface ContextsProps {
  readonly editing: Editing;
  readonly layoutEditing: LayoutEditing;
  readonly children: ReactNode;
}

function EditorContexts({ editing, layoutEditing, children }: ContextsProps) {
  return (
    <LayoutContext.Provider value={layoutEditing}>
      <EditingContext.Provider value={editing}>{children}</EditingContext.Provider>
    </LayoutContext.Provider>
  );
}

/** Opens fields: a field of a phone's part may first have to be made, or its pane to be shown. */
function useOpening(
  root: RefObject<HTMLDivElement | null>,
  content: EditorValue["content"],
  make: (path: Path) => void,
) {
  const [pane, setPane] = useState<Pane>("fields");
  const [awaited, setAwaited] = useState<Path | null>(null);
  const open = useCallback(
    (path: Path) => {
      make(path);
      setPane("fields");
      setAwaited(namedPath(path, content));
    },
    [make, content],
  );
  useGoing(open);
  // It is shown from its beginning, wherever in the list of layouts one was.
  useEffect(() => {
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    if (awaited === null || !root.current) return;
    const field = fieldOf(root.current, awaited);
    if (field) focusOn(field);
    setAwaited(null);
  }, [awaited, root]);
  return { pane, setPane, open };
}

/** The state that the fields share, and what makes the entry that a path is in, where it is only a place on the phone yet. */
function useEditingOf({ value, set, tried, layout }: EditorProps & { layout: Layout }) {
  const t = useTranslations();
  const [touched, setTouched] = useState<ReadonlySet<Path>>(new Set());
  const findings = useMemo(() => contentFindings(value), [value]);
  const editing = useMemo<Editing>(() => {
    const edit: Editing["edit"] = (change) =>
      set((before) => ({ ...before, content: change(before.content) }));
    return {
      content: value.content,
      maxParameters: layout.max_parameters,
      placeName: (path) => placeName(layout, path, t),
      findings,
      tried,
      touched,
      edit,
      change: (path, change) =>
        edit((before) => {
          const [old, next] = [at(before, path), change(at(before, path))];
          return old === next ? before : withAt(before, path, next);
        }),
      touch: (path) => setTouched((before) => (before.has(path) ? before : new Set(before).add(path))),
    };
  }, [layout, value.content, findings, tried, touched, set, t]);
  const layoutEditing = useMemo<LayoutEditing>(
    () => ({
      layout,
      vendors: value.vendors,
      content: value.content,
      choose: (vendors) => set((before) => ({ ...before, vendors })),
    }),
    [layout, value.vendors, value.content, set],
  );
  const { change } = editing;
  const make = useCallback(
    (path: Path) => {
      let place = "slots";
      for (const { slot, index } of slotsAt(layout, path)) {
        place = `${place}.${slot.name}`;
        if (index === null) continue;
        change(place, (before) => {
          const entries = Array.isArray(before) ? before : [];
          return entries.length > index ? before : [...entries, newEntry(slot)];
        });
        place = `${place}.${index}`;
      }
    },
    [layout, change],
  );
  return { editing, layoutEditing, make };
}

interface PhonePaneProps {
  readonly value: EditorValue;
  readonly marked: readonly Path[];
  readonly open: (path: Path) => void;
  readonly history: History;
}

function PhonePane({ value, marked, open, history }: PhonePaneProps) {
  const t = useTranslations({ ...words, ...editorWords });
  const [mode, setMode] = useState<"edit" | "sent">("edit");
  return (
    <div className="editor-phone">
      <Card
        className="preview"
        title={
          <Segmented<"edit" | "sent">
            aria-label={t("mode")}
            value={mode}
            onChange={setMode}
            options={[
              { value: "edit", label: t("mode_edit") },
              { value: "sent", label: t("mode_sent") },
            ]}
          />
        }
        extra={<HistoryButtons history={history} />}
      >
        <CardPhone
          layout={value.layout}
          content={value.content}
          vendors={value.vendors}
          draw={mode === "edit" ? (look) => <LivePhone {...look} marked={marked} open={open} /> : undefined}
        />
        <p className="faint phone-hint">{t(mode === "edit" ? "mode_hint" : "sent_hint")}</p>
      </Card>
    </div>
  );
}
