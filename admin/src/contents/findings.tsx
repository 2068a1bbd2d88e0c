import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Flex } from "antd";
import { useTranslations } from "../ui/words.ts";
import { contentWords } from "./words.ts";

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** It can still be submitted. */
  readonly submits?: boolean;
  /** Opens the field that one is about. */
  readonly go?: (path: string) => void;
  /** What stands in front of one: in which entry of a list it is. */
  readonly where?: (path: string) => string;
}

/** The findings of the automatic check: errors that stop submission first, then warnings. */
export function Findings({ findings, submits = true, go, where }: FindingsProps) {
  const t = useTranslations(contentWords);
  if (findings.length === 0) {
    return (
      <Flex gap={8}>
        <CheckCircleOutlined style={{ color: COLORS.good }} />
        {t(submits ? "findings_none" : "findings_clear")}
      </Flex>
    );
  }
  const errors = findings.filter((finding) => finding.level === "error");
  const warnings = findings.filter((finding) => finding.level === "warning");
  return (
    <Flex vertical gap={10}>
      {errors.length > 0 && <b className="wrong">{t("findings_errors", { count: errors.length })}</b>}
      {errors.map((finding) => (
        <Flex key={`${finding.path} ${finding.code}`} gap={8} align="start">
          <CloseCircleOutlined style={{ color: COLORS.bad, marginTop: 4 }} />
          <Said finding={finding} go={go} where={where} />
        </Flex>
      ))}
      {warnings.length > 0 && <b>{t("findings_warnings", { count: warnings.length })}</b>}
      {warnings.map((finding) => (
        <Flex key={`${finding.path} ${finding.code}`} gap={8} align="start">
          <ExclamationCircleOutlined style={{ color: COLORS.slow, marginTop: 4 }} />
          <Said finding={finding} go={go} where={where} />
        </Flex>
      ))}
    </Flex>
  );
}

function Said({ finding, go, where }: { finding: Finding } & Pick<FindingsProps, "go" | "where">) {
  const t = useTranslations();
  const place = where?.(finding.path);
  if (!go) return `${place ? `${place} · ` : ""}${t(finding.words)}`;
  return (
    <button type="button" className="plain" onClick={() => go(finding.path)}>
      {place && `${place} · `}
      {t(finding.words)}
    </button>
  );
}
