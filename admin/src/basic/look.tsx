import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { type Around, LookFrame } from "../contents/cards/look.tsx";
import { BasicPhone } from "../ui/basic-phone.tsx";
import { useZone } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { editorWords } from "./editor/words.ts";
import { BasicState, NetworkTags } from "./marks.tsx";
import type { BasicCard } from "./row.ts";
import { useBasicActs, useBasicLinks } from "./ways.tsx";
import { words } from "./words.ts";

interface LookProps extends Around {
  readonly card: BasicCard;
  readonly transitions: readonly Transition[];
}

/** 预览模板: a template over the list as the phones show it, its state, what the networks decided, and what may be done with it. */
export function Look({ card, transitions, ...around }: LookProps) {
  const t = useTranslations({ ...editorWords, ...words });
  const zone = useZone();
  const acts = useBasicActs(card, transitions);
  const links = useBasicLinks(card, transitions);
  const { signature, channel_name, valid_until, networks } = card;
  return (
    <>
      <LookFrame
        card={card}
        phone={<BasicPhone key={card.id} content={card.content} signature={signature} />}
        mark={<BasicState card={card} />}
        ways={[...links, ...acts.ways]}
        facts={[
          { key: "subject", label: t("subject"), value: card.subject },
          { key: "signature", label: t("signature"), value: signature && `【${signature}】` },
          { key: "channel", label: t("channel"), value: channel_name },
          {
            key: "valid",
            label: t("validity"),
            value: valid_until
              ? t(card.expired ? "expired" : "valid_until", { at: clock(valid_until, zone) })
              : card.validity_days,
          },
        ]}
        page={`/basic-templates/${card.id}`}
        {...around}
      >
        <h3 className="look-title">{t("networks")}</h3>
        {networks?.length ? <NetworkTags networks={networks} /> : <p>{t("networks_none")}</p>}
      </LookFrame>
      {acts.dialog}
    </>
  );
}
