import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { Alert, Card } from "antd";
import { INK } from "../ui/theme.ts";
import { useWords } from "../ui/words.ts";
import type { Approval, SendCard } from "./row.ts";
import { words } from "./stops-words.ts";

/** What the policies ask of a send that waits, and who has approved (APR-1). */
export function Approvals({ send }: { send: Pick<SendCard, "approvals"> }) {
  const say = useWords(words);
  if (send.approvals === null || send.approvals.length === 0) return null;
  return (
    <Card title={say("approvals")}>
      <ul className="plain" data-testid="approvals">
        {send.approvals.map((one) => (
          <Line key={one.policy ?? ""} approval={one} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ approval }: { approval: Approval }) {
  const say = useWords(words);
  const { policy, approvers, group, have, by, open } = approval;
  return (
    <li>
      {have >= approvers ? <CheckCircleFilled style={{ color: INK.good }} /> : <ClockCircleOutlined />}
      <b>{say("approval_progress", { have, approvers })}</b>
      <span>{group === null ? say("approval_anyone") : say("approval_group", { group })}</span>
      <span className="faint">
        {policy === null ? say("approval_default") : say("approval_rule", { policy })}
        {" · "}
        {by.length === 0 ? say("approval_by_none") : say("approval_by", { names: by.join("、") })}
      </span>
      {approvers - have > open && (
        <Alert type="warning" showIcon message={say("approval_stuck", { open })} data-testid="stuck" />
      )}
    </li>
  );
}
