import { ExportOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { type Material, materialsOf } from "@tidings/shared/filings/forms.ts";
import { MATERIAL_WORDS } from "@tidings/shared/filings/words.ts";
import { formatOf, PROOFS } from "@tidings/shared/links/proof.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Button, Card, Flex, Select, Spin } from "antd";
import { useEffect, useMemo, useState } from "react";
import { client } from "../ui/client.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The materials of the latest version, one at a time, beside the facts and the decision. */
export function Documents({ row }: { row: Row }) {
  const t = useTranslations(words);
  const handedIn = materialsOf(row.form).filter((material) => row[`${material}_path`]);
  const [chosen, setChosen] = useState<Material | null>(null);
  const shown = chosen !== null && handedIn.includes(chosen) ? chosen : handedIn[0];
  return (
    <Card title={t("documents")} className="preview">
      {shown === undefined ? (
        <span className="faint">{t("no_documents")}</span>
      ) : (
        <Flex vertical gap={12}>
          <Select
            aria-label={t("choose")}
            value={shown}
            onChange={setChosen}
            options={handedIn.map((value) => ({ value, label: t(MATERIAL_WORDS[value]) }))}
          />
          <Document
            key={String(row[`${shown}_path`])}
            path={String(row[`${shown}_path`])}
            name={String(row[`${shown}_name`])}
          />
        </Flex>
      )}
    </Card>
  );
}

const { bucket } = PROOFS.filing;

/** One stored file: a picture as it is, a PDF in the browser's own viewer. */
function Document({ path, name }: { path: string; name: string }) {
  const t = useTranslations(words);
  const { data, isPending } = useQuery({
    queryKey: ["filing-material", path],
    // Objects are written once, so what was read stays true.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await client.storage.from(bucket).download(path)).data,
  });
  // By the ending it was stored under, which its bytes were held to; never as a page.
  const type = formatOf("filing", path)?.type ?? "application/octet-stream";
  const address = useMemo(
    () => (data ? URL.createObjectURL(new Blob([data], { type })) : null),
    [data, type],
  );
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  if (isPending) return <Spin />;
  if (address === null) return <span className="faint">{t("failed")}</span>;
  return (
    <>
      {type === "application/pdf" ? (
        <iframe className="document" title={name} src={address} />
      ) : (
        <img className="document" alt={name} src={address} />
      )}
      <Button icon={<ExportOutlined />} href={address} target="_blank" rel="noreferrer">
        {t("open")}
      </Button>
    </>
  );
}
