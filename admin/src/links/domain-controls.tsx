import { DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import { App, Button, Modal, Switch, Tooltip } from "antd";
import { useState } from "react";
import { useMay } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { troubleOf } from "../ui/trouble.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useWords } from "../ui/words.ts";
import { Apart } from "./apart.tsx";
import { words } from "./domain-words.ts";
import type { DomainCard } from "./row.ts";

/** 域名状态: a switch for who may, a tag for who may not; nothing before the domain is approved. */
export function DomainState({ domain }: { domain: DomainCard }) {
  const say = useWords(words);
  const locale = useLocale();
  const may = useMay()("KooMessage:domain:update");
  const { message } = App.useApp();
  const { run, running } = useVerb("enable_domain");
  if (domain.state !== "approved") return <span className="faint">—</span>;
  if (!may) return <StateTag of={DOMAIN_STATE_WORDS} state={`${domain.enabled}`} />;

  async function turn(enabled: boolean) {
    try {
      await run({ domain: domain.id, enabled });
      message.success(say(enabled ? "turned_on" : "turned_off"));
    } catch (failure) {
      message.error(troubleOf(failure, locale).message);
    }
  }

  return (
    <Apart>
      <Tooltip title={domain.is_default ? say("default_stays") : undefined}>
        <Switch
          aria-label={say("turn", { name: domain.name })}
          checked={domain.enabled}
          disabled={domain.is_default}
          loading={running}
          onChange={(enabled) => void turn(enabled)}
        />
      </Tooltip>
    </Apart>
  );
}

/** Makes an approved, enabled domain the default, after a question. */
export function DefaultButton({ domain, small = false }: { domain: DomainCard; small?: boolean }) {
  const say = useWords(words);
  const may = useMay()("KooMessage:domain:update");
  const { message } = App.useApp();
  const { run, running } = useVerb("set_default_domain");
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (!may || domain.state !== "approved" || !domain.enabled || domain.is_default) return null;

  async function act() {
    setFailure(null);
    try {
      await run({ domain: domain.id });
      message.success(say("made_default", { name: domain.name }));
      setOpen(false);
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Apart>
      <Button
        type={small ? "link" : "default"}
        size={small ? "small" : "middle"}
        onClick={() => setOpen(true)}
        data-testid="make-default"
      >
        {say("make_default")}
      </Button>
      <Modal
        open={open}
        title={say("make_default_title")}
        okText={say("make_default")}
        cancelText={say("cancel")}
        confirmLoading={running}
        onOk={() => void act()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{say("make_default_body", { name: domain.name })}</p>
        <FailedNote failure={failure} />
      </Modal>
    </Apart>
  );
}
