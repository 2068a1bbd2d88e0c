import { useId } from "react";
import { useTranslations } from "../../ui/words.ts";
import { problemsIn } from "./json-problems.ts";
import { useEditor } from "./use-editor.ts";
import { words } from "./words.ts";
import "./policies.css";

/** A policy as its text, checked as one types by the rule of the law; each fault is marked at its place, and told below with its line. */
export function JsonView({ text, change }: { text: string; change: (text: string) => void }) {
  const t = useTranslations(words);
  const faults = useId();
  const host = useEditor({ text, change, faults });
  return (
    <>
      <div ref={host} className="policy-json" data-testid="policy-json" />
      <div id={faults} aria-live="polite" className="wrong">
        <ul className="policy-problems">
          {problemsIn(text).map(({ from, line, where, words: said }) => (
            <li key={`${from} ${where} ${said.en}`}>
              {t("line", { line })} {where && <span className="mono">{where}: </span>}
              {t(said)}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
