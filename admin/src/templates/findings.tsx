import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Flex } from "antd";
import { INK } from "../ui/theme.ts";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./words.ts";

/** What the automatic check found: first what stops submission, then what it advises. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useWords(words);
  const speak = useSay();
  if (findings.length === 0) {
    return (
      <Flex gap={8}>
        <CheckCircleOutlined style={{ color: INK.good }} />
        {say("findings_none")}
      </Flex>
    );
  }
  const errors = findings.filter((finding) => finding.level === "error");
  const warnings = findings.filter((finding) => finding.level === "warning");
  return (
    <Flex vertical gap={10}>
      {errors.length > 0 && <b className="wrong">{say("findings_errors", { count: errors.length })}</b>}
      {errors.map((finding) => (
        <Flex key={`${finding.path} ${finding.code}`} gap={8} align="start">
          <CloseCircleOutlined style={{ color: INK.bad, marginTop: 4 }} />
          {speak(finding.words)}
        </Flex>
      ))}
      {warnings.length > 0 && <b>{say("findings_warnings", { count: warnings.length })}</b>}
      {warnings.map((finding) => (
        <Flex key={`${finding.path} ${finding.code}`} gap={8} align="start">
          <ExclamationCircleOutlined style={{ color: INK.slow, marginTop: 4 }} />
          {speak(finding.words)}
        </Flex>
      ))}
    </Flex>
  );
}
