import { DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { OnOff } from "../ui/on-off.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./domain-words.ts";
import type { DomainCard } from "./row.ts";
import { StopPropagation } from "./stop-propagation.tsx";

interface DomainStateProps {
  readonly domain: DomainCard;
  readonly transitions: readonly Transition[];
}

/** 域名状态: a switch for those who may turn it, a tag for others; nothing until the domain is approved. */
export function DomainState({ domain, transitions }: DomainStateProps) {
  const t = useTranslations(words);
  if (domain.state !== "approved") return <span className="faint">—</span>;
  return (
    <StopPropagation>
      <OnOff
        transitions={transitions}
        checked={domain.enabled}
        enable={{ verb: "enable_domain", done: t("turned_on") }}
        disable={{ verb: "disable_domain", done: t("turned_off") }}
        args={{ domain: domain.id }}
        label={t("turn", { name: domain.name })}
        values={{ name: domain.name }}
        otherwise={<StateTag of={DOMAIN_STATE_WORDS} state={`${domain.enabled}`} />}
      />
    </StopPropagation>
  );
}
