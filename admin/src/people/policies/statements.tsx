import { label } from "@tidings/shared/ground/tone.ts";
import type { Policy } from "@tidings/shared/people/policy.ts";
import { EFFECT_WORDS, limitWords, patternWords } from "@tidings/shared/people/policy_texts.ts";
import { StateTag } from "../../ui/tags.tsx";
import { useTranslations } from "../../ui/words.ts";
import "./policies.css";

/** The labels of the effects of statements. */
export const EFFECTS = {
  Allow: label("good", EFFECT_WORDS.Allow.zh, EFFECT_WORDS.Allow.en),
  Deny: label("bad", EFFECT_WORDS.Deny.zh, EFFECT_WORDS.Deny.en),
};

/** What a policy says, a statement a block: its effect, what it is about as sentences, and what limits it. */
export function Statements({ policy }: { policy: Policy }) {
  const t = useTranslations();
  return (
    <div className="policy-statements">
      {policy.Statement.map((statement, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements have no name but their place
        <div key={at} className="policy-statement">
          <StateTag of={EFFECTS} state={statement.Effect} />
          <ul>
            {statement.Action.map((pattern) => (
              <li key={pattern} title={pattern}>
                {patternWords(pattern)
                  .map((words) => t(words))
                  .join(" · ")}
              </li>
            ))}
          </ul>
          {limitWords(statement).map((limit) => (
            <div key={limit.en} className="faint">
              {t(limit)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
