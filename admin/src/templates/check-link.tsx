import { w } from "@tidings/shared/ground/locale.ts";
import { type LinkAnswer, linkLines, linkVerdict } from "@tidings/shared/templates/link_answer.ts";
import { hasOpenPlace, placesIn } from "@tidings/shared/templates/parameters.ts";
import { Alert, Button } from "antd";
import { useRef, useState } from "react";
import { callFunction } from "../ui/call-function.ts";
import { useMay } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";

const WORDS = {
  check: w("检查链路校正", "Check link"),
  open: w("请先填写参数示例。", "Fill in the sample parameters first."),
} as const;
const TYPES = { good: "success", warning: "warning", error: "error" } as const;

/**
 * 检查链路校正 (TPL-4): a button beside a link, and what the link answers a phone. An address with parameters is given with their examples in place;
 * one that has none in place is not asked, since it leads nowhere.
 */
export function CheckLink({ address }: { readonly address: string }) {
  const t = useTranslations(WORDS);
  const locale = useLocale();
  const may = useMay();
  const [told, setTold] = useState<{ address: string; answer: LinkAnswer } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const asked = useRef("");
  const typed = address.trim();
  const isOpen = placesIn(typed).length > 0 || hasOpenPlace(typed);
  const isWeb = /^https?:\/\/./i.test(typed);
  if (!may("KooMessage:template:create") && !may("KooMessage:template:update")) return null;

  async function ask() {
    asked.current = typed;
    setAsking(true);
    setFailure(null);
    try {
      const answer = await callFunction<LinkAnswer>("check-link", { address: typed });
      setTold({ address: typed, answer });
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setAsking(false);
    }
  }

  // An answer is about the address of then.
  const answer = told?.address === typed ? told.answer : null;
  const [first, ...rest] = answer ? linkLines(answer, locale) : [];
  return (
    <div className="stack" data-testid="check-link">
      <div>
        <Button
          size="small"
          loading={asking}
          disabled={!isWeb || isOpen}
          title={isOpen ? t("open") : undefined}
          onClick={() => void ask()}
        >
          {t("check")}
        </Button>
      </div>
      {asked.current === typed && <FailedNote failure={failure} />}
      <div role="status" aria-live="polite">
        {answer && first && (
          <Alert
            type={TYPES[linkVerdict(answer)]}
            showIcon
            message={first}
            description={rest.length > 0 ? rest.join(" · ") : undefined}
          />
        )}
      </div>
    </div>
  );
}
