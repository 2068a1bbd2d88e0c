import { BarChartOutlined, MobileOutlined } from "@ant-design/icons";
import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { type SendCard, sentText } from "@tidings/shared/sends/card.ts";
import { Button, Drawer, Space } from "antd";
import { useState } from "react";
import { useRow } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import type { Override, RowOf } from "../ui/rows.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { BasicSendPhone, SendPhone } from "./preview.tsx";
import { isOpen } from "./send-parts.tsx";
import { useFirstMessage } from "./use-first-message.ts";
import { words } from "./words.ts";

/** What a phone shows of a send: with the values of its first number, once a line of its file is checked. */
export function SentPhone({ send }: { send: SendCard }) {
  const { note, params, loading, failure, retry } = useFirstMessage(send);
  if (loading) return <ListSkeleton tiles rows={1} />;
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (send.kind === "basic") return <SentBasic send={send} params={params} note={note} />;
  return (
    <SendPhone
      params={params}
      note={note}
      version={send.version_id}
      layout={send.layout}
      signature={send.signature}
      sms={sentText(send, params)}
    />
  );
}

interface SentBasicProps {
  readonly send: SendCard;
  readonly params: Readonly<Record<string, string>> | undefined;
  readonly note: string | null;
}

/** A send of the basic edition: with what all numbers of a group get, else with the values of its first number. */
function SentBasic({ send, params, note }: SentBasicProps) {
  const version = useRow<Override<RowOf<"template_versions">, { readonly content: BasicContent }>>(
    "template_versions",
    send.version_id ?? undefined,
  );
  if (version.failure) return <Failed failure={version.failure} retry={version.retry} />;
  if (!version.row) return <ListSkeleton tiles rows={1} />;
  const shared = send.shared_params as Readonly<Record<string, string>> | null;
  return (
    <BasicSendPhone
      content={version.row.content}
      signature={send.signature}
      params={shared ?? params}
      samples={false}
      note={shared ? null : note}
    />
  );
}

/** To the report of a send, and its preview in a drawer once it is decided. */
export function SendActions({ row }: { row: SendCard }) {
  const t = useTranslations(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const reports = row.started_at !== null && may("KooMessage:report:list");
  const decided = !isOpen(row);
  // A Space without buttons would indent those after it.
  if (!reports && !decided) return null;
  return (
    <>
      <Space wrap>
        {reports && (
          <LinkButton icon={<BarChartOutlined />} to={`/reports?send=${row.id}`}>
            {t("to_report")}
          </LinkButton>
        )}
        {decided && (
          <Button icon={<MobileOutlined />} onClick={() => setOpen(true)} data-testid="phone">
            {t("preview")}
          </Button>
        )}
      </Space>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t("preview")}
        width={440}
        destroyOnHidden
        styles={{ wrapper: { maxWidth: "100vw" } }}
      >
        <SentPhone send={row} />
      </Drawer>
    </>
  );
}
