import { App, Button, InputNumber, Modal, Space } from "antd";
import { useState } from "react";
import { Labelled } from "../ui/labelled.tsx";
import { useMay } from "../ui/me.tsx";
import { type Move, MoveButtons } from "../ui/moves.tsx";
import type { VerbName } from "../ui/rows.ts";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useWords } from "../ui/words.ts";
import type { ChannelCard } from "./row.ts";
import { words } from "./words.ts";

/** What an owner may do with a channel: pause it with a reason, resume it, limit its rate. */
export function ChannelActions({ channel }: { channel: ChannelCard }) {
  const say = useWords(words);
  const may = useMay();
  const [limiting, setLimiting] = useState(false);
  if (!may("KooMessage:channel:manage")) return null;
  const verb = channel.state === "paused" ? "resume" : "pause";
  const move: Move = {
    verb,
    to: verb === "pause" ? "paused" : "active",
    allowed: true,
    code: null,
    needs: "KooMessage:channel:manage",
    needs_reason: verb === "pause",
  };
  const { name } = channel;
  return (
    <Space wrap>
      <Button onClick={() => setLimiting(true)} data-testid="limit">
        {say("limit")}
      </Button>
      <MoveButtons
        moves={[move]}
        offers={{
          pause: {
            label: say("pause"),
            title: say("pause_title", { name }),
            body: say("pause_body"),
            done: say("pause_done"),
            tone: "danger",
            reason: "required",
          },
          resume: {
            label: say("resume"),
            title: say("resume_title", { name }),
            body: say("resume_body"),
            done: say("resume_done"),
            tone: "main",
          },
        }}
        args={{ channel: channel.id }}
        verbOf={(one) => `${one}_channel` as VerbName}
      />
      {limiting && <LimitDialog channel={channel} close={() => setLimiting(false)} />}
    </Space>
  );
}

function LimitDialog({ channel, close }: { channel: ChannelCard; close: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const { run, running } = useVerb("limit_channel");
  const [rate, setRate] = useState<number | null>(channel.rate_per_s);
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      await run({ channel: channel.id, rate_per_s: rate });
      message.success(say("limit_done"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={say("limit_title", { name: channel.name })}
      okText={say("save")}
      cancelText={say("cancel")}
      confirmLoading={running}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <Labelled label={say("limit_label")} htmlFor="channel-rate" hint={say("limit_hint")}>
        <InputNumber
          id="channel-rate"
          className="short"
          min={1}
          max={100_000}
          precision={0}
          placeholder={say("rate_none")}
          value={rate}
          onChange={setRate}
        />
      </Labelled>
      <FailedNote failure={failure} />
    </Modal>
  );
}
