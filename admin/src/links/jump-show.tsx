import { CopyOutlined } from "@ant-design/icons";
import { JUMP_LIMITS, JUMP_SOURCE_WORDS } from "@tidings/shared/links/jump.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Alert, Button, Card } from "antd";
import { useNavigate, useParams } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRow } from "../ui/data.ts";
import { Facts } from "../ui/facts.tsx";
import { History } from "../ui/history.tsx";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { MoveButtons, useMoves } from "../ui/moves.tsx";
import { Page } from "../ui/page.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { CHINA, DueTime, isLate } from "./due.tsx";
import type { JumpForm } from "./jump-form.ts";
import { BatchLinks } from "./jump-links.tsx";
import { words } from "./jump-words.ts";
import { RejectedNote, reviewFacts } from "./reviewed.tsx";
import type { JumpCard } from "./row.ts";

/** One batch of jump links: until when it is reviewed, its links, its history, and what may be done now. */
export function JumpShow() {
  const { id } = useParams();
  const { row, loading, failure, retry } = useRow<JumpCard>("jump_cards", id, { poll: () => 4_000 });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="jump_batch" back="/jumps" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown batch={row} />
    </>
  );
}

function Shown({ batch }: { batch: JumpCard }) {
  const say = useWords(words);
  const moves = useMoves("jump_batch", batch.id, 4_000).data ?? [];
  return (
    <Page
      title={batch.name}
      mark={<StateTag of={REVIEW_STATE_WORDS} state={batch.state} />}
      note={<span className="mono">{batch.batch_no}</span>}
      back="/jumps"
      actions={
        <>
          <AgainButton batch={batch} />
          <MoveButtons
            moves={moves}
            offers={reviewOffers(say, say("approve_body", { count: batch.links }))}
            args={{ jump_batch: batch.id }}
            verbOf={(move) => `${move}_jump_batch` as VerbName}
          />
        </>
      }
    >
      <Note batch={batch} />
      <div className="stack">
        <Card title={say("facts")}>
          <JumpFacts batch={batch} />
        </Card>
        <Card title={say("all_links")}>
          <BatchLinks batch={batch.id} />
        </Card>
        <History resource="jump_batch" id={batch.id} title={say("history")} />
      </div>
    </Page>
  );
}

/** A rejected batch is asked for anew; what was typed is filled in again. */
function AgainButton({ batch }: { batch: JumpCard }) {
  const say = useWords(words);
  const navigate = useNavigate();
  if (!useMay()("KooMessage:jump:create") || batch.state !== "rejected") return null;
  const typed = batch.links <= JUMP_LIMITS.typed;
  const form: JumpForm = {
    name: batch.name,
    purpose: batch.purpose,
    source: typed ? "typed" : "file",
    typed: typed ? batch.first_urls.join("\n") : "",
  };
  return (
    <Button icon={<CopyOutlined />} onClick={() => navigate("/jumps/new", { state: form })}>
      {say("again")}
    </Button>
  );
}

function Note({ batch }: { batch: JumpCard }) {
  const say = useWords(words);
  const me = useMe();
  if (batch.state === "in_review") {
    const at = clock(batch.due_at, CHINA);
    const mine = batch.submitted_by === me.user_id;
    const late = isLate(batch);
    return (
      <Alert
        type={late ? "warning" : "info"}
        showIcon
        message={say(late ? "in_review_late" : mine ? "in_review_mine" : "in_review_note", { at })}
        description={batch.due_certain ? undefined : say("due_uncertain", { year: at.slice(0, 4) })}
      />
    );
  }
  if (batch.state !== "rejected") return null;
  return <RejectedNote reason={batch.reason} say={say} />;
}

function JumpFacts({ batch }: { batch: JumpCard }) {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  const { zone } = useEnterprise();
  return (
    <Facts
      facts={[
        { key: "batch", label: say("batch"), value: <span className="mono">{batch.batch_no}</span> },
        {
          key: "links",
          label: say("links"),
          value: `${amount(batch.links)} · ${speak(labelOf(JUMP_SOURCE_WORDS, batch.source))}`,
        },
        { key: "due", label: say("due"), value: <DueTime batch={batch} /> },
        ...reviewFacts(batch, "rar", zone, say),
        { key: "purpose", label: say("purpose"), value: batch.purpose },
      ]}
    />
  );
}
