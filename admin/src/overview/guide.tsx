import { Collapse } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useWords } from "../ui/words.ts";
import { words } from "./words.ts";

const OPEN = "tidings.guide";
const STEPS = [
  { key: 1, to: "/templates" },
  { key: 2, to: "/numbers" },
  { key: 3, to: "/sends" },
  { key: 4, to: "/reports" },
] as const;

/** The flow guide (流程指引) and the introduction, which is folded at first; what one opens stays open. */
export function Guide() {
  const say = useWords(words);
  const [open, setOpen] = useState<string[]>(() => (localStorage.getItem(OPEN) ?? "guide").split(","));
  return (
    <Collapse
      activeKey={open}
      onChange={(keys) => {
        setOpen([...keys]);
        localStorage.setItem(OPEN, [...keys].join(","));
      }}
      items={[
        {
          key: "guide",
          label: say("guide"),
          extra: <span className="faint hide-narrow">{say("guide_note")}</span>,
          children: (
            <ol className="guide">
              {STEPS.map(({ key, to }) => (
                <li key={key}>
                  <Link to={to}>{say(`guide_${key}`)}</Link>
                  <div className="faint">{say(`guide_${key}_note`)}</div>
                </li>
              ))}
            </ol>
          ),
        },
        { key: "intro", label: say("intro"), children: say("intro_text") },
      ]}
    />
  );
}
