import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { decidersText } from "@tidings/shared/people/deputy_words.ts";
import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import type { Approval, SendCard } from "@tidings/shared/sends/card.ts";
import { Alert, Card } from "antd";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./stops-words.ts";

/** What the rules require of a send in review, and who has approved it (APR-1). */
export function Approvals({ send }: { send: Pick<SendCard, "approvals"> }) {
  const t = useTranslations(words);
  if (send.approvals === null || send.approvals.length === 0) return null;
  return (
    <Card title={t("approvals")}>
      <ul className="plain" data-testid="approvals">
        {send.approvals.map((one) => (
          <Line key={one.rule ?? ""} approval={one} />
        ))}
      </ul>
      {/* An approver was away for a while, or a rule was deleted: enough have approved, and no click let it go. */}
      {send.approvals.every(({ have, approvers }) => have >= approvers) && (
        <Alert type="info" showIcon message={t("approval_complete")} data-testid="complete" />
      )}
    </Card>
  );
}

function Line({ approval }: { approval: Approval }) {
  const locale = useLocale();
  const t = useTranslations(words);
  const { rule, approvers, group, have, by, open } = approval;
  return (
    <li>
      {have >= approvers ? <CheckCircleFilled style={{ color: COLORS.good }} /> : <ClockCircleOutlined />}
      <b>{t("approval_progress", { have, approvers })}</b>
      <span>
        {group === null
          ? t("approval_anyone")
          : t("approval_group", { group: t(knownWords(GROUP_WORDS, group)) })}
      </span>
      <span className="faint">
        {rule === null ? t("approval_default") : t("approval_rule", { rule })}
        {" · "}
        {by.length === 0 ? t("approval_by_none") : t("approval_by", { names: decidersText(by, locale) })}
      </span>
      {approvers - have > open && (
        <Alert type="warning" showIcon message={t("approval_stuck", { open })} data-testid="stuck" />
      )}
    </li>
  );
}
