import { Form, Segmented } from "antd";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useFirstField } from "../ui/focus.ts";
import { useTranslations } from "../ui/words.ts";
import { type AnyContent, type Editing, EditingContext } from "./context.ts";
import "./editor.css";
import { fieldOf, focusOn, goTo, useGoing } from "./going.ts";
import { useHistoryKeys } from "./history/controls.tsx";
import { type History, useHistory } from "./history/use-history.ts";
import { placesOf } from "./parameters/used.ts";
import type { Path } from "./paths.ts";
import { readyContent } from "./ready.ts";
import { contentWords } from "./words.ts";

type Pane = "phone" | "fields";

/** What the phone of an editor is given. */
export interface PhoneParts {
  /** The places of the field that is edited. */
  readonly marked: readonly Path[];
  /** Opens the field of what is clicked. */
  readonly open: (path: Path) => void;
  readonly history: History;
}

interface EditorFrameProps<V> {
  readonly editing: Editing;
  readonly value: V;
  readonly set: (change: (value: V) => V) => void;
  /** Makes what a path is in, where it is only a place on the phone yet. */
  readonly make?: (path: Path) => void;
  readonly basics: ReactNode;
  readonly phone: (parts: PhoneParts) => ReactNode;
  readonly content: ReactNode;
  readonly params: ReactNode;
}

const nothing = () => undefined;

/** An editor of a content: what is asked once, the phone, the fields, and the parameters with what the check found. A narrow window shows the phone or the rest. */
export function EditorFrame<V>(props: EditorFrameProps<V>) {
  const { editing, value, set, make = nothing, basics, phone, content, params } = props;
  const t = useTranslations(contentWords);
  const root = useRef<HTMLDivElement>(null);
  const { pane, setPane, open } = useOpening(root, editing.content, make);
  const [marked, setMarked] = useState<readonly Path[]>([]);
  useFirstField(root, "open");
  const { tried } = editing;
  useEffect(() => {
    if (tried) setPane("fields");
  }, [tried, setPane]);

  const history = useHistory(value, set, (place) => goTo(place.replace(/^content\./, "")));
  useHistoryKeys(history, root);

  const focused = (path: Path | undefined) => {
    if (!path) return;
    const [kind, name] = path.split(".");
    const places = kind === "params" && name ? placesOf(editing.content).get(name) : [path];
    setMarked(places ?? []);
  };

  return (
    <EditingContext.Provider value={editing}>
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
          <div className="editor-basics">{basics}</div>
          <div className="editor-phone">{phone({ marked, open, history })}</div>
          <div className="editor-content">{content}</div>
          <div className="editor-params stack">{params}</div>
        </Form>
      </div>
    </EditingContext.Provider>
  );
}

/** The check numbers parameters as they are saved, the form has them by name. */
function namedPath(path: Path, content: AnyContent): Path {
  const number = /^params\.(\d+)/.exec(path)?.[1];
  const name = number && readyContent(content).params?.[Number(number)]?.name;
  return name ? `params.${name}` : path;
}

/** Opens fields: a field of a phone's part may first have to be made, or its pane to be shown. */
function useOpening(root: RefObject<HTMLDivElement | null>, content: AnyContent, make: (path: Path) => void) {
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
