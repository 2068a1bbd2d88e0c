import { approverWords } from "@tidings/shared/approval-rules/approval_rule.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";
import { Alert, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { ScrollTable } from "../../ui/scroll-table.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import { callVerb } from "../../ui/verb.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** A past send, and what the rules would have required of it. */
interface TriedSend {
  readonly id: string;
  readonly name: string;
  readonly submitted_at: string;
  readonly audience: number;
  /** What it cost at most, in hundredths; null where there was no price. */
  readonly cost_fen: number | null;
  readonly submitted_by: string | null;
  readonly asks: readonly { readonly approvers: number; readonly group: string | null }[];
  readonly had: number;
  readonly enough: boolean;
}

/** The result of `try_approval_rules`. */
interface Trial {
  readonly sends: readonly TriedSend[];
  readonly currency: string;
  readonly enough: number;
  readonly more: number;
}

/** Tries rules against recent sends, without changing anything. */
export function useTrial() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  /** `rules` null: the saved ones. */
  async function run(days: number, rules: readonly object[] | null) {
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
  const locale = useLocale();
  const { zone } = useEnterprise();
  if (failure !== null) return <FailedNote failure={failure} />;
  if (trial === null) return null;
  if (trial.sends.length === 0) return <Alert type="info" showIcon message={t("try_none")} />;
  const asked = (send: TriedSend) =>
    send.asks.map(({ approvers, group }) => t(approverWords(approvers, group))).join(" · ");
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
      <ScrollTable<TriedSend>
        size="small"
        rowKey="id"
        dataSource={[...trial.sends]}
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
          {
            key: "audience",
            title: t("numbers"),
            align: "right",
            render: (_, send) => amount(send.audience),
          },
          {
            key: "cost",
            title: t("cost"),
            align: "right",
            render: (_, { cost_fen }) =>
              cost_fen === null ? "—" : moneyText(cost_fen, trial.currency, locale),
          },
          { key: "asks", title: t("asks"), render: (_, send) => asked(send) },
          { key: "had", title: t("had"), align: "right", render: (_, send) => amount(send.had) },
          {
            key: "verdict",
            title: t("verdict"),
            render: (_, send) => (
              <Tag
                bordered={false}
                className={`state-tag tone-${send.enough ? "good" : "warning"}`}
                data-enough={send.enough}
              >
                {t(send.enough ? "enough" : "more")}
              </Tag>
            ),
          },
        ]}
      />
    </div>
  );
}
