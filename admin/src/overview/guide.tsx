import { Collapse } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const OPEN = "tidings.guide";
const STEPS = [
  { key: 1, to: "/templates" },
  { key: 2, to: "/numbers" },
  { key: 3, to: "/sends" },
  { key: 4, to: "/reports" },
] as const;

/** The flow guide (流程指引) and the introduction, collapsed at first. The browser remembers what is expanded. */
export function Guide() {
  const t = useTranslations(words);
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
          label: t("guide"),
          extra: <span className="faint hide-narrow">{t("guide_note")}</span>,
          children: (
            <ol className="guide">
              {STEPS.map(({ key, to }) => (
                <li key={key}>
                  <Link to={to}>{t(`guide_${key}`)}</Link>
                  <div className="faint">{t(`guide_${key}_note`)}</div>
                </li>
              ))}
            </ol>
          ),
        },
        { key: "intro", label: t("intro"), children: t("intro_text") },
      ]}
    />
  );
}
