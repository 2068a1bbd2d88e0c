import { reportOf } from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, type ReportName } from "@tidings/shared/reports/reports.ts";
import { Flex, Grid, Select } from "antd";
import { useNavigate } from "react-router";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { pathOf } from "./drill.ts";
import { words } from "./words.ts";

/** From one report to another, as links; on a phone, where they would fill half a screen, as one choice. Only those that the person may read. */
export function ReportNav({ shown }: { shown: ReportName }) {
  const t = useTranslations(words);
  const may = useMay();
  const go = useNavigate();
  const wide = Grid.useBreakpoint().md ?? true;
  const names = REPORT_NAMES.filter((name) => may(reportOf(name).needs));
  if (!wide)
    return (
      <nav aria-label={t("reports")}>
        <Select
          className="report-switch"
          aria-label={t("reports")}
          value={shown}
          options={names.map((value) => ({ value, label: t(reportOf(value).title) }))}
          onChange={(name: ReportName) => void go(pathOf(reportOf(name)))}
        />
      </nav>
    );
  return (
    <Flex component="nav" aria-label={t("reports")} gap={4} wrap>
      {names.map((name) => (
        <LinkButton
          key={name}
          to={pathOf(reportOf(name))}
          type={name === shown ? "primary" : "text"}
          {...(name === shown ? { "aria-current": "page" as const } : {})}
        >
          {t(reportOf(name).title)}
        </LinkButton>
      ))}
    </Flex>
  );
}
