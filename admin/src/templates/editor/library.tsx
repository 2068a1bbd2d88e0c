import { PictureOutlined } from "@ant-design/icons";
import { Button, Flex, Input } from "antd";
import { useState } from "react";
import { bytesText } from "../../ui/amount.ts";
import { origin } from "../../ui/client.ts";
import { useRows } from "../../ui/data.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { addressOf, type Medium } from "./store-medium.ts";

/** How many are listed, newest first; older ones are found by name. */
const SHOWN = 60;

interface LibraryProps {
  readonly kind: Medium["kind"];
  readonly choose: (medium: Medium) => void;
}

/** Picks an image or a video from the enterprise's library (TPL-8). */
export function Library({ kind, choose }: LibraryProps) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<PictureOutlined />} onClick={() => setOpen(true)}>
        {t("library")}
      </Button>
      {open && (
        <Dialog title={t("library")} footer={null} onCancel={() => setOpen(false)}>
          <Media
            kind={kind}
            choose={(medium) => {
              choose(medium);
              setOpen(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function Media({ kind, choose }: LibraryProps) {
  const t = useTranslations(words);
  const [name, setName] = useState("");
  const { rows, loading, failure, retry } = useRows<Medium>("media", {
    filters: [
      { field: "kind", operator: "eq", value: kind },
      ...(name.trim() === "" ? [] : [{ field: "name", operator: "contains" as const, value: name.trim() }]),
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    limit: SHOWN,
  });
  return (
    <Flex vertical gap={12}>
      <Input.Search
        allowClear
        aria-label={t("library_search")}
        placeholder={t("library_search")}
        onSearch={setName}
      />
      {failure ? <Failed failure={failure} retry={retry} /> : null}
      {loading && <Loading />}
      {!loading && !failure && rows.length === 0 && (
        <Empty title={t("library_none")} hint={t("library_none_hint")} />
      )}
      <div className="library">
        {rows.map((medium) => (
          <button key={medium.id} type="button" className="library-medium" onClick={() => choose(medium)}>
            {kind === "image" ? (
              <img src={`${origin}${addressOf(medium.path)}`} alt="" loading="lazy" />
            ) : (
              <video src={`${origin}${addressOf(medium.path)}`} preload="metadata" muted />
            )}
            <span>{medium.name}</span>
            <span className="faint">{bytesText(medium.bytes)}</span>
          </button>
        ))}
      </div>
    </Flex>
  );
}
