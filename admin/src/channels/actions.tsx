import type { Transition } from "@tidings/shared/transitions.ts";
import { App, Button, InputNumber, Modal, Space } from "antd";
import { useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import type { VerbName } from "../ui/rows.ts";
import { FailedNote } from "../ui/states.tsx";
import { isAllowed } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import type { ChannelCard } from "./row.ts";
import { words } from "./words.ts";

export interface ChannelActionsProps {
  readonly channel: ChannelCard;
  readonly transitions: readonly Transition[];
}

/** What an owner may do with a channel: pause it with a reason, resume it, limit its rate. */
export function ChannelActions({ channel, transitions }: ChannelActionsProps) {
  const t = useTranslations(words);
  const [limiting, setLimiting] = useState(false);
  const { name } = channel;
  return (
    <Space wrap>
      {isAllowed(transitions, "limit") && (
        <Button onClick={() => setLimiting(true)} data-testid="limit">
          {t("limit")}
        </Button>
      )}
      <TransitionButtons
        transitions={transitions}
        offers={{
          pause: {
            label: t("pause"),
            title: t("pause_title", { name }),
            body: t("pause_body"),
            done: t("pause_done"),
            tone: "danger",
          },
          resume: {
            label: t("resume"),
            title: t("resume_title", { name }),
            body: t("resume_body"),
            done: t("resume_done"),
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
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { run, running } = useVerb("limit_channel");
  const [rate, setRate] = useState<number | null>(channel.rate_per_s);
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      await run({ channel: channel.id, input: { rate_per_s: rate } });
      message.success(t("limit_done"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={t("limit_title", { name: channel.name })}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={running}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <FormField label={t("limit_label")} htmlFor="channel-rate" hint={t("limit_hint")}>
        <InputNumber
          id="channel-rate"
          className="short"
          min={1}
          max={100_000}
          precision={0}
          placeholder={t("rate_none")}
          value={rate}
          onChange={setRate}
        />
      </FormField>
      <FailedNote failure={failure} />
    </Modal>
  );
}
