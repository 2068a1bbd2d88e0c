import { LinkOutlined } from "@ant-design/icons";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { Card } from "antd";
import { lazy } from "react";
import { useMay } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { useTranslations } from "../ui/words.ts";
import { OutcomeBar } from "./outcome-bar.tsx";
import { SendActions, SentPhone } from "./phone-drawer.tsx";
import { pollOf } from "./row.ts";
import { SendNotes } from "./send-note.tsx";
import { isOpen, SendParts } from "./send-parts.tsx";
import { useSendOffers } from "./use-send-offers.tsx";
import { words } from "./words.ts";
import "./list.css";

/** Sends: declared, but for their forms, their tally and trial, the phone, and what their dialogs ask and warn of. */
export const sends: DrawnResource = {
  of: send,
  slots: slotsOf<SendCard>({
    values: { expanded: (row) => (row.expanded === null ? "—" : <OutcomeBar send={row} />) },
    Note: SendNotes,
    Before: SendParts,
    aside: (row) => (isOpen(row) ? <Aside send={row} /> : null),
    Action: SendActions,
    useOffers: useSendOffers,
    useLinks: useSendLinks,
    poll: pollOf,
    Create: lazy(async () => ({ default: (await import("./create.tsx")).SendCreate })),
    Edit: lazy(async () => ({ default: (await import("./edit.tsx")).SendEdit })),
  }),
};

/** Until it is decided the preview is what is decided about; afterwards it is in a drawer. */
function Aside({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  return (
    <Card title={t("preview")} className="preview">
      <SentPhone send={send} />
    </Card>
  );
}

function useSendLinks({ id }: SendCard) {
  const t = useTranslations(words);
  if (!useMay()("KooMessage:resolveTask:create")) return [];
  return [{ to: `/resolve-tasks/new?send=${id}`, label: t("create_links"), icon: <LinkOutlined /> }];
}
