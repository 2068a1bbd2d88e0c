import { CheckCircleFilled, WarningFilled } from "@ant-design/icons";
import { ACCOUNT_WORDS } from "@tidings/shared/sends/words.ts";
import { Card, Progress, Statistic } from "antd";
import { Link } from "react-router";
import { percent, useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { INK } from "../ui/theme.ts";
import { useSay, useWords } from "../ui/words.ts";
import { type Account, equationOf, MOVING, PLACES, plannedAccount, progressOf } from "./account.ts";
import { PLACE_INKS } from "./inks.ts";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { words } from "./words.ts";

/** Where every number of a send is (ACC-1): a bar, each place with its number, and the equation in full. */
export function AccountCard({ send }: { send: SendCard }) {
  const say = useWords(words);
  const amount = useAmount();
  const approved = send.expanded !== null;
  const account = approved ? (send as Account) : plannedAccount(send, send.accepted);
  const sendable = account.intended - account.invalid - account.duplicates;
  return (
    <Card title={say("account")}>
      <div className="stack">
        {approved && (
          <div className="account-head">
            <Progress
              type="circle"
              size={88}
              percent={Math.floor(progressOf(account) * 100)}
              data-testid="send-progress"
            />
            <Statistic
              title={say("delivered_share")}
              value={amount(account.delivered)}
              suffix={<span className="faint">{percent(account.delivered, sendable)}</span>}
            />
            <Statistic
              title={say("resolved")}
              value={amount(send.resolved)}
              suffix={<span className="faint">{say("resolved_note")}</span>}
            />
          </div>
        )}
        <Bar account={account} />
        <LeftOut send={send} />
        <Equation account={account} />
      </div>
    </Card>
  );
}

/** Why numbers were left out that nothing was wrong with. */
function LeftOut({ send }: { send: SendCard }) {
  const say = useWords(stops);
  const amount = useAmount();
  if (send.capped === 0 && send.opted_out === 0) return null;
  return (
    <ul className="plain" data-testid="left-out">
      {send.capped > 0 && (
        <li>
          <span>{say("capped_note", { count: amount(send.capped) })}</span>
          <Link to="/send-settings">{say("to_settings")}</Link>
        </li>
      )}
      {send.opted_out > 0 && (
        <li>
          <span>{say("opted_out_note", { count: amount(send.opted_out), signature: send.signature })}</span>
          <Link to="/opt-outs">{say("to_opt_outs")}</Link>
        </li>
      )}
    </ul>
  );
}

function Bar({ account }: { account: Account }) {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  return (
    <StackedBar
      total={account.intended}
      label={say("account")}
      format={amount}
      shares={PLACES.map((place) => ({
        key: place,
        label: speak(ACCOUNT_WORDS[place]),
        value: account[place],
        color: PLACE_INKS[place],
        moving: MOVING.has(place),
      }))}
    />
  );
}

function Equation({ account }: { account: Account }) {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  const { terms, holds } = equationOf(account);
  return (
    <div className="equation" data-testid="equation" data-holds={holds}>
      <p>
        {say("equation", {
          intended: `${speak(ACCOUNT_WORDS.intended)} ${amount(account.intended)}`,
          terms: terms.map((term) => `${speak(ACCOUNT_WORDS[term.place])} ${amount(term.value)}`).join(" + "),
        })}
      </p>
      <span className={holds ? "faint" : "wrong"}>
        {holds ? <CheckCircleFilled style={{ color: INK.good }} /> : <WarningFilled />}{" "}
        {say(holds ? "adds_up" : "adds_up_not")}
      </span>
    </div>
  );
}
