import { Alert, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import { callVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import type { RuleInput, Trial, TriedSend } from "./row.ts";
import { words } from "./words.ts";

/** Tries rules against recent sends, without changing anything. */
export function useTrial() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  /** `rules` null: the saved ones. */
  async function run(days: number, rules: readonly RuleInput[] | null) {
    setRunning(true);
    setFailure(null);
    try {
      setTrial(await callVerb<Trial>("try_approval_rules", { rules, days }));
    } catch (refusal) {
      setTrial(null);
      setFailure(refusal);
    } finally {
      setRunning(false);
    }
  }

  function forget() {
    setTrial(null);
    setFailure(null);
  }

  return { trial, failure, running, run, forget };
}

/** What the rules would have required of each send, and whether its approvals were enough. */
export function TriedSends({ trial, failure }: { trial: Trial | null; failure: unknown }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  if (failure !== null) return <FailedNote failure={failure} />;
  if (trial === null) return null;
  if (trial.sends.length === 0) return <Alert type="info" showIcon message={t("try_none")} />;
  const asked = (send: TriedSend) =>
    send.asks
      .map(({ approvers, group }) =>
        group === null ? t("asks_text", { count: approvers }) : t("asks_group", { count: approvers, group }),
      )
      .join(" · ");
  return (
    <div className="stack" data-testid="trial">
      <Alert
        type={trial.more > 0 ? "warning" : "success"}
        showIcon
        message={t("try_sum", {
          all: amount(trial.sends.length),
          enough: amount(trial.enough),
          more: amount(trial.more),
        })}
      />
      <Table<TriedSend>
        size="small"
        rowKey="id"
        dataSource={[...trial.sends]}
        scroll={{ x: "max-content" }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: "small" }}
        columns={[
          {
            key: "task",
            title: t("task"),
            render: (_, send) => (
              <>
                <Link to={`/sends/${send.id}`}>{send.name}</Link>
                <div className="faint">
                  {send.submitted_by ?? "—"} · {clock(send.submitted_at, zone)}
                </div>
              </>
            ),
          },
          { key: "units", title: t("units"), align: "right", render: (_, send) => amount(send.units) },
          { key: "asks", title: t("asks"), render: (_, send) => asked(send) },
          { key: "had", title: t("had"), align: "right", render: (_, send) => amount(send.had) },
          {
            key: "verdict",
            title: t("verdict"),
            render: (_, send) => (
              <Tag bordered={false} color={send.enough ? "green" : "gold"} data-enough={send.enough}>
                {t(send.enough ? "enough" : "more")}
              </Tag>
            ),
          },
        ]}
      />
    </div>
  );
}
