import { FileTextOutlined } from "@ant-design/icons";
import type { Letter } from "@tidings/shared/resource/kinds.ts";
import { Button } from "antd";
import { useState } from "react";
import { useFailureToast } from "./failure-toast.tsx";
import { useMe } from "./me.tsx";
import { saveBlob } from "./save.ts";
import { useTranslations } from "./words.ts";

interface LetterButtonProps {
  readonly letter: Letter;
  /** What is known of the company is in it; else the enterprise's own name is filled in. */
  readonly row?: Readonly<Record<string, unknown>> | undefined;
}

/** Downloads a letter to sign, with the name of the company in it. The library and the font are loaded at the first click. */
export function LetterButton({ letter, row }: LetterButtonProps) {
  const t = useTranslations();
  const tellFailure = useFailureToast();
  const { enterprise } = useMe();
  const [busy, setBusy] = useState(false);

  async function download() {
    setBusy(true);
    try {
      const [{ letterPdf }, { letterFont }] = await Promise.all([
        import("./letter-pdf.ts"),
        import("./letter-font.ts"),
      ]);
      const company = row?.filed_company || row?.company_name || enterprise?.name;
      const known = { company: String(company ?? ""), code: String(row?.credit_code ?? "") };
      const pdf = await letterPdf(letter, known, await letterFont());
      saveBlob(`${letter.name}.pdf`, new Blob([pdf as BlobPart], { type: "application/pdf" }));
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      type="link"
      className="proof-link"
      icon={<FileTextOutlined />}
      loading={busy}
      onClick={() => void download()}
    >
      {t(letter.label)}
    </Button>
  );
}
