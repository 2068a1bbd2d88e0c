import { Alert, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import { callVerb } from "../../ui/verb.ts";
import { useWords } from "../../ui/words.ts";
import type { PolicyInput, Trial, TriedSend } from "./row.ts";
import { words } from "./words.ts";

/** Tries policies against recent sends; nothing is changed by it. */
export function useTrial() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  /** `policies` null: those that hold now. */
  async function run(days: number, policies: readonly PolicyInput[] | null) {
    setRunning(true);
    setFailure(null);
    try {
      setTrial(await callVerb<Trial>("try_approval_rules", { policies, days }));
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

/** What the policies would have asked of each send, and whether its approvals were enough. */
export function TriedSends({ trial, failure }: { trial: Trial | null; failure: unknown }) {
  const say = useWords(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  if (failure !== null) return <FailedNote failure={failure} />;
  if (trial === null) return null;
  if (trial.sends.length === 0) return <Alert type="info" showIcon message={say("try_none")} />;
  const asked = (send: TriedSend) =>
    send.asks
      .map(({ approvers, group }) =>
        group === null
          ? say("asks_text", { count: approvers })
          : say("asks_group", { count: approvers, group }),
      )
      .join(" · ");
  return (
    <div className="stack" data-testid="trial">
      <Alert
        type={trial.more > 0 ? "warning" : "success"}
        showIcon
        message={say("try_sum", {
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
            title: say("task"),
            render: (_, send) => (
              <>
                <Link to={`/sends/${send.id}`}>{send.name}</Link>
                <div className="faint">
                  {send.submitted_by ?? "—"} · {clock(send.submitted_at, zone)}
                </div>
              </>
            ),
          },
          { key: "units", title: say("units"), align: "right", render: (_, send) => amount(send.units) },
          { key: "asks", title: say("asks"), render: (_, send) => asked(send) },
          { key: "had", title: say("had"), align: "right", render: (_, send) => amount(send.had) },
          {
            key: "verdict",
            title: say("verdict"),
            render: (_, send) => (
              <Tag bordered={false} color={send.enough ? "green" : "gold"} data-enough={send.enough}>
                {say(send.enough ? "enough" : "more")}
              </Tag>
            ),
          },
        ]}
      />
    </div>
  );
}
