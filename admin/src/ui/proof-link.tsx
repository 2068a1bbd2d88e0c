import { DownloadOutlined } from "@ant-design/icons";
import { PROOFS, type ProofKind } from "@tidings/shared/resource/proofs.ts";
import { Button } from "antd";
import { useState } from "react";

import { client } from "./client.ts";
import { useFailureToast } from "./failure-toast.tsx";
import { words } from "./proof-words.ts";
import { saveBlob } from "./save.ts";
import { useTranslations } from "./words.ts";

interface ProofLinkProps {
  readonly kind: ProofKind;
  readonly path: string;
  readonly name: string;
}

/** Downloads a stored proof under its original file name. */
export function ProofLink({ kind, path, name }: ProofLinkProps) {
  const t = useTranslations(words);
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);

  async function download() {
    setBusy(true);
    const { data, error } = await client.storage.from(PROOFS[kind].bucket).download(path);
    setBusy(false);
    if (error) tellFailure(error);
    else saveBlob(name, data);
  }

  return (
    <Button
      type="link"
      size="small"
      className="proof-link"
      icon={<DownloadOutlined />}
      loading={busy}
      aria-label={`${t("download")} ${name}`}
      onClick={() => void download()}
    >
      {name}
    </Button>
  );
}
