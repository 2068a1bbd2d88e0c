import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useLayoutEffect, useRef } from "react";
import { type Translate, useTranslations } from "../../ui/words.ts";
import { HIGHLIGHT, THEME } from "./editor-theme.ts";
import { problemsIn } from "./json-problems.ts";
import { words } from "./words.ts";

interface EditorProps {
  readonly text: string;
  readonly change: (text: string) => void;
  /** The id of the element that tells the faults. */
  readonly faults: string;
}

/** Text that was put in from outside, as by a template: it is not told back. */
const Outside = Annotation.define<boolean>();

/** A CodeMirror in the element of the ref. It draws only the lines near the screen. Tab leaves it, as any field. */
export function useEditor({ text, change, faults }: EditorProps) {
  const t = useTranslations(words);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef({ change, t, text });
  told.current = { change, t, text };
  const label = t("editor");
  const deleted = t("selection_deleted");
  // The editor is made anew only when the language changes, which changes its label.
  useLayoutEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: told.current.text,
        extensions: [
          lineNumbers(),
          history(),
          indentOnInput(),
          bracketMatching(),
          // No key of these is Tab.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          json(),
          syntaxHighlighting(HIGHLIGHT),
          linter(({ state }) => diagnostics(state.doc.toString(), told.current.t), { delay: 200 }),
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": faults }),
          EditorState.phrases.of({ "Selection deleted": deleted }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.annotation(Outside)))
              told.current.change(update.state.doc.toString());
          }),
          THEME,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, deleted, faults]);
  // In the layout phase: a key pressed between drawing and a later effect would be taken back.
  useLayoutEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      annotations: Outside.of(true),
    });
  }, [text]);
  return host;
}

const diagnostics = (text: string, t: Translate): Diagnostic[] =>
  problemsIn(text).map(({ from, to, words: said }) => ({ from, to, severity: "error", message: t(said) }));
