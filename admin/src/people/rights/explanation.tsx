import { actionWords } from "@tidings/shared/people/action_words.ts";
import {
  type Explained,
  type ExplainedStatement,
  outcomesOf,
  statementLimits,
  verdictOf,
} from "@tidings/shared/people/explained.ts";
import { GROUP_WORDS, POLICY_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Alert, Card, Tag } from "antd";
import { Link } from "react-router";
import { FactsSkeleton } from "../../ui/skeletons.tsx";
import { Failed } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { useTranslations } from "../../ui/words.ts";
import { EFFECTS } from "../policies/statements.tsx";
import type { Asked } from "./asked-fields.tsx";
import { useRight } from "./use-right.ts";
import { words } from "./words.ts";

/** Whether one member may, and by which statement of which policy of which group. */
export function Explanation({
  asked,
}: {
  asked: Asked & { readonly action: string; readonly member: string };
}) {
  const t = useTranslations(words);
  const { data, failure, retry } = useRight<Explained>("explain_right", asked);
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (!data) return <FactsSkeleton />;
  const verdict = verdictOf(data);
  const title = t("may", {
    name: data.member.name,
    verdict: t(verdict),
    action: t(actionWords(data.action)),
  });
  const tones = { good: "success", bad: "error" } as const;
  return (
    <div className="stack" data-testid="explanation" data-verdict={verdict.tone}>
      <Alert
        showIcon
        type={tones[verdict.tone as keyof typeof tones] ?? "warning"}
        message={title}
        description={
          <ul className="rights-list">
            {outcomesOf(data).map(({ allowed, when, why }) => (
              <li key={`${allowed} ${when?.en} ${why.en}`}>
                {when && <b>{t(when)} </b>}
                {t(why)}
              </li>
            ))}
          </ul>
        }
      />
      <Card title={t("statements")}>
        {data.statements.length === 0 && <p className="faint">{t("no_statements")}</p>}
        <ul className="rights-list">
          {data.statements.map((statement, at) => (
            <Statement
              key={`${statement.group} ${statement.policy_id} ${statement.statement}`}
              statement={statement}
              decides={data.cases.some(({ by }) => by.includes(at))}
            />
          ))}
        </ul>
        <p className="faint">{t("four_eyes")}</p>
      </Card>
    </div>
  );
}

function Statement({ statement, decides }: { statement: ExplainedStatement; decides: boolean }) {
  const t = useTranslations(words);
  return (
    <li>
      <StateTag of={EFFECTS} state={statement.effect} />
      {t(knownWords(GROUP_WORDS, statement.group))} ·{" "}
      <Link to={`/${NOUNS.policy.path}/${statement.policy_id}`}>
        {t(knownWords(POLICY_WORDS, statement.policy))}
      </Link>{" "}
      · {t("statement_of", { n: statement.statement })}
      {statementLimits(statement).map((limit) => (
        <span key={limit.en} className="faint">
          {" "}
          {t(limit)}
        </span>
      ))}{" "}
      {decides && <Tag bordered={false}>{t("decides")}</Tag>}
    </li>
  );
}
