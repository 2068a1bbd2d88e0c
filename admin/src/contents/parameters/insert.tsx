import { PlusOutlined } from "@ant-design/icons";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { exampleParams, parametersOf } from "@tidings/shared/templates/content.ts";
import { isParameterName } from "@tidings/shared/templates/parameters.ts";
import { Button, Input, Popover } from "antd";
import { type RefObject, useRef, useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { useEditing } from "../context.ts";
import { at, type Path, withAt } from "../paths.ts";
import { withExample } from "../ready.ts";
import { contentWords } from "../words.ts";
import { inserted } from "./used.ts";

/** What was selected in a text when it was left; null: nobody was in it yet. */
export type Caret = { readonly begin: number; readonly end: number } | null;

interface InsertParameterProps {
  readonly path: Path;
  readonly label: string;
  readonly caret: RefObject<Caret>;
}

/** Puts a parameter into a text where the caret was: one of those that there are, or a new one with its example. */
export function InsertParameter({ path, label, caret }: InsertParameterProps) {
  const t = useTranslations(contentWords);
  const { edit, touch } = useEditing();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  function put(name: string, example?: string) {
    let place = 0;
    edit((before) => {
      const value = at(before, path);
      const text = typeof value === "string" ? value : "";
      const { begin, end } = caret.current ?? { begin: text.length, end: text.length };
      const next = inserted(text, name, begin, end);
      place = next.caret;
      const content = withAt(before, path, next.text);
      return example === undefined ? content : withExample(content, name, example);
    });
    touch(path);
    setOpen(false);
    back(path, place);
    caret.current = { begin: place, end: place };
  }

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      // While it comes in it takes no focus.
      afterOpenChange={(isOpen) => {
        if (isOpen) box.current?.querySelector<HTMLElement>("button, input")?.focus();
      }}
      destroyOnHidden
      content={
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from whatever is inside
        <div
          className="insert"
          ref={box}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setOpen(false);
            back(path, caret.current?.end ?? null);
          }}
        >
          <Choice put={put} />
        </div>
      }
    >
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        aria-label={t("param_insert_in", { what: label })}
        title={t("param_insert")}
      >
        <span className="tool-words">{t("param_insert")}</span>
      </Button>
    </Popover>
  );
}

/** Back in the text, once it is drawn: after what was put in. */
function back(path: Path, place: number | null): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(path);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    field.focus();
    if (place !== null) field.setSelectionRange(place, place);
  });
}

function Choice({ put }: { put: (name: string, example?: string) => void }) {
  const t = useTranslations(contentWords);
  const { maxParameters, content } = useEditing();
  const [name, setName] = useState("");
  const [example, setExample] = useState("");
  const [tried, setTried] = useState(false);
  const names = parametersOf(content).filter(isParameterName);
  const examples = exampleParams(content);
  const isFull = names.length >= maxParameters;
  const isKnown = names.includes(name.trim());
  const bad = tried && !isParameterName(name.trim());

  function add() {
    const typed = name.trim();
    setTried(true);
    if (isParameterName(typed)) put(typed, isKnown && example === "" ? undefined : example);
  }

  return (
    <>
      {names.length > 0 && (
        <div className="insert-known">
          {names.map((one) => (
            <Button key={one} type="text" block onClick={() => put(one)}>
              <span className="mono">{`\${${one}}`}</span>
              <span className="faint">{valueAt(examples, one)}</span>
            </Button>
          ))}
        </div>
      )}
      {isFull ? (
        <span className="faint">{t("param_most", { max: maxParameters })}</span>
      ) : (
        <form
          className="insert-new"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
        >
          <b>{t("param_new")}</b>
          <Input
            aria-label={t("param_name")}
            placeholder={t("param_name_hint")}
            maxLength={32}
            value={name}
            status={bad ? "error" : ""}
            onChange={(event) => setName(event.target.value)}
          />
          {bad && <span className="wrong">{t("param_bad")}</span>}
          <Input
            aria-label={t("param_example")}
            placeholder={t("param_example")}
            value={example}
            onChange={(event) => setExample(event.target.value)}
          />
          <Button type="primary" htmlType="submit" size="small">
            {t("param_put")}
          </Button>
        </form>
      )}
    </>
  );
}
