import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The look of the editor. Its colours are the panel's tokens, so light and dark need no theme of their own. */
export const THEME = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--raised)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-content, .cm-gutter": { minHeight: "240px" },
  ".cm-gutters": { color: "var(--faint)", backgroundColor: "var(--ground)", border: "none" },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--floating)",
    border: "1px solid var(--line)",
    maxWidth: "min(480px, 100vw - 24px)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-lint-marker-error": {
    content: "normal",
    width: "0.6em",
    height: "0.6em",
    margin: "0.3em 0.2em",
    borderRadius: "50%",
    backgroundColor: "var(--bad)",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--bad)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--brand-soft)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-soft)" },
});

export const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--info)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warn)" },
]);
