import { reportOf } from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, type ReportName } from "@tidings/shared/reports/reports.ts";
import { Flex } from "antd";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { pathOf } from "./drill.ts";
import { words } from "./words.ts";

/** From one report to another, as links, which wrap on a phone. Only those that the person may read. */
export function ReportNav({ shown }: { shown: ReportName }) {
  const t = useTranslations(words);
  const may = useMay();
  return (
    <Flex component="nav" aria-label={t("reports")} gap={8} wrap>
      {REPORT_NAMES.filter((name) => may(reportOf(name).needs)).map((name) => (
        <LinkButton
          key={name}
          to={pathOf(reportOf(name))}
          type={name === shown ? "primary" : "default"}
          {...(name === shown ? { "aria-current": "page" as const } : {})}
        >
          {t(reportOf(name).title)}
        </LinkButton>
      ))}
    </Flex>
  );
}
