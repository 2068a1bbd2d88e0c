import { BarChartOutlined, LinkOutlined, MobileOutlined } from "@ant-design/icons";
import { sendStateLabels } from "@tidings/shared/sends/outcome.ts";
import { SEND_ORIGIN_WORDS } from "@tidings/shared/sends/words.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Button, Card, Drawer } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useRow } from "../ui/data.ts";
import { History } from "../ui/history.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import { AccountCard } from "./account-card.tsx";
import { Approvals } from "./approvals.tsx";
import { ChannelNote } from "./channel-note.tsx";
import { CostNote } from "./cost-note.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Occurrences, useResend } from "./family.tsx";
import { useSendOffers } from "./offers.tsx";
import { VersionPhone } from "./preview.tsx";
import { pollOf, type SendCard, sentText } from "./row.ts";
import { SendDescriptions } from "./send-descriptions.tsx";
import { SendNote } from "./send-note.tsx";
import { TrialCard } from "./trial-card.tsx";
import { TwinNote } from "./twin-note.tsx";
import { words } from "./words.ts";

/** One send task (SND-2, SND-4, ACC-1): available actions, account, and deliveries. */
export function SendShow() {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<SendCard>("send_cards", id, {
    poll: pollOf,
    transitions: "send",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? <Failed failure={failure} retry={retry} /> : <Missing resource="send" back="/sends" />;
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown send={row} transitions={transitions} />
    </>
  );
}

function Shown({ send, transitions }: { send: SendCard; transitions: readonly Transition[] }) {
  const t = useTranslations(words);
  const may = useMay();
  const me = useMe();
  const resend = useResend(send);
  // Who made it or imported its numbers had it in hand as well.
  const mine = send.submitted_by === me.user_id || transitions.some(({ code }) => code === "four_eyes");
  const approvedByMe = transitions.some(({ code }) => code === "already_approved");
  const offers = useSendOffers(send);
  // A recurring send sends nothing itself; its occurrences have the deliveries.
  const plan = send.timing === "recurring";
  // Until then the preview is what is decided about; afterwards it stands in a drawer, and the lists have the whole width.
  const decided = !["draft", "in_review", "rejected"].includes(send.state);
  const links = {
    to: `/resolve-tasks/new?send=${send.id}`,
    label: t("create_links"),
    icon: <LinkOutlined />,
  };
  const facts = (
    <Card title={t("facts")}>
      <SendDescriptions send={send} resend={resend} />
    </Card>
  );
  const history = <History resource="send" id={send.id} title={t("history")} />;
  return (
    <Page
      title={send.name}
      mark={
        <>
          <StateTag of={sendStateLabels(send)} state={send.state} />
          {send.origin !== "own" && <StateTag of={SEND_ORIGIN_WORDS} state={send.origin} />}
        </>
      }
      note={<span className="mono">{send.batch_no}</span>}
      back="/sends"
      actions={
        <>
          {send.started_at !== null && may("KooMessage:report:list") && (
            <LinkButton icon={<BarChartOutlined />} to={`/reports?send=${send.id}`}>
              {t("to_report")}
            </LinkButton>
          )}
          {decided && <PhoneDrawer send={send} />}
          <TransitionButtons
            transitions={transitions}
            offers={offers}
            links={may("KooMessage:resolveTask:create") ? [links] : []}
            args={{ send: send.id }}
            verbOf={(verb) => `${verb}_send` as VerbName}
          />
        </>
      }
    >
      <SendNote send={send} mine={mine} approvedByMe={approvedByMe} />
      <ChannelNote send={send} />
      <TwinNote send={send} />
      <CostNote send={send} />
      {decided ? (
        <div className="stack">
          <TrialCard send={send} />
          {plan ? <Occurrences plan={send} /> : <AccountCard send={send} />}
          {!plan && <Deliveries send={send} />}
          <div className="halves">
            {facts}
            {history}
          </div>
        </div>
      ) : (
        <div className="split split-look">
          <div className="stack">
            <Approvals send={send} />
            {!plan && <AccountCard send={send} />}
            {facts}
            {history}
          </div>
          <Card title={t("preview")} className="preview">
            <SentPhone send={send} />
          </Card>
        </div>
      )}
    </Page>
  );
}

/** What a phone shows of it. */
function SentPhone({ send }: { send: SendCard }) {
  return (
    <VersionPhone
      version={send.version_id}
      layout={send.layout}
      signature={send.signature}
      sms={sentText(send)}
    />
  );
}

/** The preview of a send that is decided about. */
function PhoneDrawer({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<MobileOutlined />} onClick={() => setOpen(true)} data-testid="phone">
        {t("preview")}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t("preview")}
        width={440}
        destroyOnHidden
        styles={{ wrapper: { maxWidth: "100vw" } }}
      >
        <SentPhone send={send} />
      </Drawer>
    </>
  );
}
