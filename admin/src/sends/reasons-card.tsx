import { useQuery } from "@tanstack/react-query";
import { percent } from "@tidings/shared/ground/figures.ts";
import { messageAdvice } from "@tidings/shared/messages/message_story.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { codeText, type ToldCode } from "@tidings/shared/sends/codes.ts";
import { DELIVERY_STATE_WORDS, type DeliveryState } from "@tidings/shared/sends/words.ts";
import { Button, Card } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useStickyError } from "../ui/sticky-error.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./reasons-words.ts";
import { pollOf } from "./row.ts";

/** One reason why numbers got nothing: the state in which their messages ended, and the carrier's code. */
export interface Reason extends ToldCode {
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly count: number;
}

interface ReasonsCardProps {
  readonly send: SendCard;
  /** The reason whose messages are shown below. */
  readonly chosen: Reason | null;
  readonly choose: (reason: Reason | null) => void;
}

/** The reasons are counted from all messages of a send, which takes 0.2 s of a million: not with every look at it. */
const COUNT_MS = 30_000;

/** Why numbers of a send got nothing, in words and with what helps (MSG-1); a click shows their messages. */
export function ReasonsCard({ send, chosen, choose }: ReasonsCardProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { id, failed, expired, timed_out, unknown, opted_out, capped, cancelled, invalid, duplicates } = send;
  const some = failed + expired + timed_out + unknown + opted_out + capped + cancelled;
  const answer = useQuery({
    queryKey: ["send_reasons", id, send.state, some > 0],
    queryFn: () => callVerb<Reason[]>("send_reasons", { send: id }),
    enabled: some > 0,
    refetchInterval: pollOf(send) > 0 ? COUNT_MS : false,
  });
  const { data, failure, retry } = useStickyError(answer);
  if (some + invalid + duplicates === 0) return null;
  return (
    <Card title={t("title")} data-testid="reasons">
      {failure && !data ? (
        <Failed failure={failure} retry={retry} />
      ) : some > 0 && !data ? (
        <ListSkeleton rows={3} />
      ) : (
        <ul className="reasons">
          {(data ?? []).map((reason) => (
            <ReasonLine
              key={`${reason.state} ${reason.code}`}
              reason={reason}
              of={send.intended}
              chosen={chosen?.state === reason.state && chosen.code === reason.code}
              choose={choose}
            />
          ))}
          {(["invalid", "duplicates"] as const).map(
            (what) =>
              send[what] > 0 && (
                <li key={what} data-reason={what}>
                  <b>{amount(send[what])}</b>
                  <div>
                    <Link to={`/numbers/${send.number_file_id}`}>{t(what)}</Link>{" "}
                    <span className="faint">{percent(send[what], send.intended)}</span>
                    <div className="faint">{t(`${what}_hint`)}</div>
                  </div>
                </li>
              ),
          )}
        </ul>
      )}
    </Card>
  );
}

interface ReasonLineProps extends Pick<ReasonsCardProps, "choose"> {
  readonly reason: Reason;
  /** The numbers of the send, to take the share of. */
  readonly of: number;
  readonly chosen: boolean;
}

function ReasonLine({ reason, of, chosen, choose }: ReasonLineProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const { state, code, count } = reason;
  const advice = messageAdvice({ ...reason, vendor: null });
  return (
    <li data-reason={code ?? state}>
      <b>{amount(count)}</b>
      <div>
        <Button
          type="link"
          className="reason-open"
          aria-pressed={chosen}
          onClick={() => choose(chosen ? null : reason)}
          title={t(chosen ? "all" : "show")}
        >
          {codeText(reason, DELIVERY_STATE_WORDS[state], locale)}
        </Button>{" "}
        <span className="faint">{percent(count, of)}</span>
        {advice && <div className="faint">{t(advice)}</div>}
      </div>
    </li>
  );
}
