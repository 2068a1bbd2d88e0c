import { UploadOutlined } from "@ant-design/icons";
import { listText } from "@tidings/shared/ground/locale.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { endingsOf, formatOf } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Typography, Upload } from "antd";
import { useState } from "react";
import { DropZone } from "../drop-zone.tsx";
import { calledIn, placeFiles } from "../placed-files.ts";
import { words } from "../proof-words.ts";
import type { ProofChoice } from "../use-proof.ts";
import { useLocale, useTranslations } from "../words.ts";

interface ManyFilesProps {
  /** The files that this step asks for. */
  readonly files: readonly (readonly [name: string, input: Input<"file">])[];
  readonly proofs: Readonly<Record<string, ProofChoice>>;
}

/** Above the files that a step asks for: takes several at once, and puts each where its name says. */
export function ManyFiles({ files, proofs }: ManyFilesProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const endings = [...new Set(files.flatMap(([, { proof }]) => endingsOf(proof)))];

  function take(chosen: readonly File[]) {
    const places = files.map(([name, { label, letter }]) => ({
      name,
      called: calledIn(name, label, letter?.name),
      taken: (proofs[name]?.chosen ?? proofs[name]?.kept ?? null) !== null,
    }));
    const isTaken = (file: File) => files.some(([, { proof }]) => formatOf(proof, file.name) !== undefined);
    const found = placeFiles(chosen.filter(isTaken), places);
    setRefused(chosen.filter((file) => !isTaken(file)).map(({ name }) => name));
    for (const [name, file] of found.placed) void proofs[name]?.choose(file);
    setLeft(found.left.map(({ name }) => name));
  }

  // A file that was put where it belongs by hand is named no more.
  const placed = new Set(files.map(([name]) => proofs[name]?.chosen?.name));
  const waiting = left.filter((name) => !placed.has(name));
  const first = files[0]?.[1];
  return (
    <div className="form-note" data-testid="many-files">
      <DropZone take={take}>
        <Flex gap="8px 12px" align="center" wrap>
          <Upload
            multiple
            accept={endings.map((ending) => `.${ending}`).join(",")}
            showUploadList={false}
            beforeUpload={(file, all) => {
              // Called for each of them, with all.
              if (file === all[0]) take(all);
              return false;
            }}
          >
            <Button icon={<UploadOutlined />}>{t("several")}</Button>
          </Upload>
          <span className="faint">
            {t("several_drop", { example: `${first ? t(first.label) : ""}.${endings[0]}` })}
          </span>
        </Flex>
      </DropZone>
      {refused.length > 0 && (
        <Typography.Paragraph type="danger" role="status">
          {t("several_wrong", { names: listText(refused, locale), kind: endings.join(" / ") })}
        </Typography.Paragraph>
      )}
      {waiting.length > 0 && (
        <Typography.Paragraph type="danger" role="status">
          {t("several_left", { names: listText(waiting, locale) })}
        </Typography.Paragraph>
      )}
    </div>
  );
}
