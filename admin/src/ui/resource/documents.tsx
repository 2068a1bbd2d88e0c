import { ExportOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Evidence } from "@tidings/shared/resource/evidence.ts";
import { evidenceOf } from "@tidings/shared/resource/evidence_of.ts";
import { formatOf, PROOFS } from "@tidings/shared/resource/proofs.ts";
import { Button, Card, Flex, Select } from "antd";
import { useEffect, useMemo, useState } from "react";
import { client } from "../client.ts";
import { ListSkeleton } from "../skeletons.tsx";
import { useTranslations } from "../words.ts";

const words = {
  documents: w("资料预览", "Document preview"),
  choose: w("选择资料", "Choose document"),
  open: w("在新标签页打开", "Open in a new tab"),
  failed: w("无法读取此文件。", "Can't read this file."),
  no_viewer: w(
    "此浏览器不能在页面内显示 PDF 文件「{name}」。",
    "This browser can't show the PDF “{name}” in the page.",
  ),
};

const SHOWN = /^(image\/|application\/pdf$)/;

/** The files of a row that a browser shows: pictures and PDFs. An archive is downloaded. */
export function shownEvidence(of: Resource, row: Row): Evidence[] {
  return evidenceOf(of, row).filter(({ kind, path }) => SHOWN.test(formatOf(kind, path)?.type ?? ""));
}

/** What was handed in, one file at a time, beside the facts and the decision. */
export function Documents({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useTranslations(words);
  // By its place: two of them may be the same bytes, which have the same path.
  const [chosen, setChosen] = useState(0);
  const shown = evidence[chosen] ?? evidence[0];
  if (shown === undefined) return null;
  return (
    <Card title={t("documents")} className="preview" data-testid="documents">
      <Flex vertical gap={12}>
        {evidence.length > 1 && (
          <Select
            aria-label={t("choose")}
            value={evidence.indexOf(shown)}
            onChange={setChosen}
            options={evidence.map(({ label, name }, at) => ({
              value: at,
              label: `${t(label)} · ${name}`,
            }))}
          />
        )}
        <Document key={shown.path} {...shown} />
      </Flex>
    </Card>
  );
}

/** One stored file: a picture as it is, a PDF in the browser's own viewer. */
function Document({ kind, path, name }: Evidence) {
  const t = useTranslations(words);
  const { data, isPending } = useQuery({
    queryKey: ["evidence", kind, path],
    // Objects are written once, so what was read stays true.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await client.storage.from(PROOFS[kind].bucket).download(path)).data,
  });
  // By the ending it was stored under, which its bytes were held to; never as a page.
  const type = formatOf(kind, path)?.type ?? "application/octet-stream";
  const address = useMemo(
    () => (data ? URL.createObjectURL(new Blob([data], { type })) : null),
    [data, type],
  );
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  if (isPending) return <ListSkeleton tiles rows={1} />;
  if (address === null) return <span className="faint">{t("failed")}</span>;
  return (
    <>
      {type !== "application/pdf" ? (
        <img className="document" alt={name} src={address} />
      ) : navigator.pdfViewerEnabled ? (
        <iframe className="document" title={name} src={address} />
      ) : (
        // Where a browser has no viewer, as on phones, a frame would download the file unasked.
        <span className="faint">{t("no_viewer", { name })}</span>
      )}
      <Button icon={<ExportOutlined />} href={address} target="_blank" rel="noreferrer">
        {t("open")}
      </Button>
    </>
  );
}
