import { listText } from "@tidings/shared/ground/locale.ts";
import {
  BEGINNING_WORDS,
  beginningPath,
  isOfBeginning,
  NEXT_STEP_WORDS,
  nextStep,
  othersText,
  stepOfOthers,
} from "@tidings/shared/people/beginning.ts";
import { Alert, Flex } from "antd";
import { useLocation } from "react-router";
import { LinkButton } from "../ui/link-button.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { useBeginning } from "./beginning.tsx";
import { words } from "./words.ts";

/** Above what a step of the guided beginning has made, until the first message has gone out: how far it is, and the next step. */
export function NextStep() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { pathname } = useLocation();
  const here = isOfBeginning(pathname);
  const { data } = useBeginning(here);
  if (!here || !data || data.sent) return null;
  const next = nextStep(data);
  const others = stepOfOthers(data);
  const waiting = data.steps.filter(({ state }) => state === "waiting");
  if (!next && !others && waiting.length === 0) return null;
  const done = data.steps.filter(({ state }) => state === "done").length;
  const titles = waiting.map(({ step }) => t(BEGINNING_WORDS[step].title));
  const said = next
    ? t(BEGINNING_WORDS[next.step].note)
    : others
      ? othersText(others, locale)
      : t(NEXT_STEP_WORDS.waits, { steps: listText(titles, locale) });
  return (
    <Alert
      type="info"
      data-testid="next-step-note"
      message={
        <Flex gap={12} align="center" wrap>
          <span className="strong">{t("beginning_done", { done, of: data.steps.length })}</span>
          <span className="next-step-said">{said}</span>
          {/* Where it is done here, the page itself has the button. */}
          {next && beginningPath(next) !== pathname && (
            <LinkButton type="primary" size="small" to={beginningPath(next)} data-testid="next-step">
              {t(NEXT_STEP_WORDS.next, { step: t(BEGINNING_WORDS[next.step].title) })}
            </LinkButton>
          )}
        </Flex>
      }
    />
  );
}
