import { Segmented } from "antd";
import { useNavigate } from "react-router";
import { useTranslations } from "../../ui/words.ts";
import type { Subject } from "./live-rows.ts";
import { words } from "./words.ts";

/** Tabs to switch between the reports. */
export function ReportTabs({ shown }: { shown: Subject | "sends" }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  return (
    <Segmented
      value={shown}
      onChange={(chosen) => navigate(chosen === "sends" ? "/reports" : `/reports/${chosen}`)}
      options={(["sends", "templates", "group-links"] as const).map((value) => ({
        value,
        label: t(value),
      }))}
    />
  );
}
