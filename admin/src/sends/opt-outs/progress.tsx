import { listText } from "@tidings/shared/ground/locale.ts";
import { Alert, Button, Progress } from "antd";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { FailedNote } from "../../ui/states.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import type { ReadPhones } from "./read-phones.ts";
import type { ImportState } from "./use-import.ts";
import { words } from "./words.ts";

interface ImportProgressProps {
  readonly found: ReadPhones | null;
  readonly state: ImportState;
  readonly goOn: () => void;
}

/** What was found in a list, the progress of its import, and the result. */
export function ImportProgress({ found, state, goOn }: ImportProgressProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  const amount = useAmount();
  if (found === null) return null;
  if (found.phones.length === 0) return <Alert type="warning" showIcon message={t("none")} />;
  return (
    <div className="stack" role="status" aria-live="polite" data-testid="import-progress">
      <span>{t("found", { count: amount(found.phones.length), wrong: amount(found.wrongCount) })}</span>
      {found.wrongCount > 0 && (
        <span className="faint">
          {t("found_wrong", { lines: listText(found.wrong, locale) })}
          {found.wrongCount > found.wrong.length && " …"}
        </span>
      )}
      {state.step !== "idle" && (
        <>
          <Progress
            aria-label={t("progress", { done: amount(state.sent), all: amount(state.all) })}
            percent={Math.floor((state.sent / state.all) * 100)}
            status={state.step === "stopped" ? "exception" : state.step === "done" ? "success" : "active"}
            format={() => t("progress", { done: amount(state.sent), all: amount(state.all) })}
          />
          {state.step === "stopped" && (
            <>
              <FailedNote failure={state.failure} />
              <Button className="fit" onClick={goOn}>
                {t("go_on")}
              </Button>
            </>
          )}
          {state.step === "done" && (
            <Alert
              type="success"
              showIcon
              message={t("done", { added: amount(state.added), known: amount(state.known) })}
              action={<Link to="/opt-outs">{t("to_list")}</Link>}
            />
          )}
        </>
      )}
    </div>
  );
}
