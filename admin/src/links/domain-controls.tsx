import { DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import { App, Button, Modal, Switch, Tooltip } from "antd";
import { useState } from "react";
import { useMay } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./domain-words.ts";
import type { DomainCard } from "./row.ts";
import { StopPropagation } from "./stop-propagation.tsx";

/** 域名状态: a switch for those who may change it, a tag for others; nothing until the domain is approved. */
export function DomainState({ domain }: { domain: DomainCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay()("KooMessage:domain:update");
  const { message } = App.useApp();
  const enable = useVerb("enable_domain");
  const disable = useVerb("disable_domain");
  if (domain.state !== "approved") return <span className="faint">—</span>;
  if (!may) return <StateTag of={DOMAIN_STATE_WORDS} state={`${domain.enabled}`} />;

  async function turn(enabled: boolean) {
    try {
      await (enabled ? enable : disable).run({ domain: domain.id });
      message.success(t(enabled ? "turned_on" : "turned_off"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <StopPropagation>
      <Tooltip title={domain.is_default ? t("default_stays") : undefined}>
        <Switch
          aria-label={t("turn", { name: domain.name })}
          checked={domain.enabled}
          disabled={domain.is_default}
          loading={enable.running || disable.running}
          onChange={(enabled) => void turn(enabled)}
        />
      </Tooltip>
    </StopPropagation>
  );
}

/** Makes an approved, enabled domain the default, after a confirmation. */
export function DefaultButton({ domain, small = false }: { domain: DomainCard; small?: boolean }) {
  const t = useTranslations(words);
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
      message.success(t("made_default", { name: domain.name }));
      setOpen(false);
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <StopPropagation>
      <Button
        type={small ? "link" : "default"}
        size={small ? "small" : "middle"}
        onClick={() => setOpen(true)}
        data-testid="make-default"
      >
        {t("make_default")}
      </Button>
      <Modal
        open={open}
        title={t("make_default_title")}
        okText={t("make_default")}
        cancelText={t("cancel")}
        confirmLoading={running}
        onOk={() => void act()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t("make_default_body", { name: domain.name })}</p>
        <FailedNote failure={failure} />
      </Modal>
    </StopPropagation>
  );
}
