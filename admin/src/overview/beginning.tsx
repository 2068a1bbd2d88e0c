import { useQuery } from "@tanstack/react-query";
import {
  BEGINNING_STATES,
  BEGINNING_WORDS,
  type Beginning as Begun,
  beginningPath,
  NEXT_STEP_WORDS,
  nextStep,
  othersText,
  stepOfOthers,
} from "@tidings/shared/people/beginning.ts";
import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Card, Flex, Progress } from "antd";
import { Link } from "react-router";
import { LinkButton } from "../ui/link-button.tsx";
import { StateTag } from "../ui/tags.tsx";
import { callVerb } from "../ui/verb.ts";
import { useWaiting } from "../ui/waiting.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** How far the enterprise is on its way to the first message. Others work on it too, so it is asked again. */
export function useBeginning(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ["beginning"],
    queryFn: () => callVerb<Begun>("beginning", {}),
    refetchInterval: (query) => (query.state.data?.sent ? false : 5_000),
  });
}

/** The guided beginning (OVW-1, 流程指引) of an enterprise that has sent nothing yet: its steps, how far each is, and the next one. */
export function Beginning({ of }: { of: Begun }) {
  const t = useTranslations(words);
  const done = of.steps.filter(({ state }) => state === "done").length;
  const locale = useLocale();
  const next = nextStep(of);
  const others = stepOfOthers(of);
  const [first] = useWaiting().mine;
  return (
    <Card title={t("beginning")} data-testid="beginning">
      <Flex gap={16} align="center" justify="space-between" wrap>
        <span className="faint">{t("beginning_note")}</span>
        {first ? (
          <LinkButton
            type="primary"
            to={`/${NOUNS[first.resource].path}/${first.id}`}
            data-testid="next-decision"
          >
            {t(NEXT_STEP_WORDS.decide, { title: waitingTitle(first, locale) })}
          </LinkButton>
        ) : (
          others && <span data-testid="next-of-others">{othersText(others, locale)}</span>
        )}
        {!first && next && (
          <LinkButton type="primary" to={beginningPath(next)} data-testid="next-step">
            {t(NEXT_STEP_WORDS.next, { step: t(BEGINNING_WORDS[next.step].title) })}
          </LinkButton>
        )}
      </Flex>
      <Progress
        className="beginning-progress"
        percent={Math.round((done / of.steps.length) * 100)}
        format={() => t("beginning_done", { done, of: of.steps.length })}
        aria-label={t("beginning_done", { done, of: of.steps.length })}
      />
      <Steps of={of} />
    </Card>
  );
}

/** The steps in their order, each a link with its state. */
export function Steps({ of }: { of: Begun }) {
  const t = useTranslations(words);
  return (
    <ol className="guide">
      {of.steps.map((step) => (
        <li key={step.step} data-step={step.step}>
          <Flex gap={8} align="center" wrap>
            <Link to={beginningPath(step)}>{t(BEGINNING_WORDS[step.step].title)}</Link>
            <StateTag of={BEGINNING_STATES} state={step.state} />
          </Flex>
          <div className="faint">{t(BEGINNING_WORDS[step.step].note)}</div>
        </li>
      ))}
    </ol>
  );
}
