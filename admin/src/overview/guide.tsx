import { hasSteps } from "@tidings/shared/people/beginning.ts";
import { Collapse } from "antd";
import { useState } from "react";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { Steps, useBeginning } from "./beginning.tsx";
import { words } from "./words.ts";

const OPEN = "tidings.guide";

/**
 * The flow guide (流程指引) and the introduction, collapsed at first. The browser remembers what is expanded. An enterprise that has
 * sent nothing yet has its guide at the top of the page, for those who have a step of it to do.
 */
export function Guide() {
  const t = useTranslations(words);
  const { data, error, refetch } = useBeginning();
  const [open, setOpen] = useState<string[]>(() => (localStorage.getItem(OPEN) ?? "").split(","));
  const guide = {
    key: "guide",
    label: t("guide"),
    extra: <span className="faint hide-narrow">{t("guide_note")}</span>,
    children: data ? (
      <Steps of={data} />
    ) : error ? (
      <Failed failure={error} retry={() => void refetch()} />
    ) : (
      <ListSkeleton />
    ),
  };
  return (
    <Collapse
      activeKey={open}
      onChange={(keys) => {
        setOpen([...keys]);
        localStorage.setItem(OPEN, [...keys].join(","));
      }}
      items={[
        ...(data?.sent === false && hasSteps(data) ? [] : [guide]),
        { key: "intro", label: t("intro"), children: t("intro_text") },
      ]}
    />
  );
}
