import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { limitText } from "@tidings/shared/ground/size.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { endingsOf, PROOFS, proofTrouble } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Typography, Upload } from "antd";
import { useRef, useState } from "react";
import { useEnterprise } from "./me.tsx";
import { words } from "./proof-words.ts";
import { storeFile } from "./store-file.ts";
import { userErrorOf } from "./user-error.ts";
import { useLocale, useTranslations } from "./words.ts";

interface FilesInputProps {
  readonly id: string;
  readonly asked: Input<"files">;
  readonly value: readonly Proof[];
  readonly change: (value: readonly Proof[]) => void;
}

/** Several files, each looked at and kept as it is chosen. */
export function FilesInput({ id, asked: { proof, most }, value, change }: FilesInputProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id: enterprise } = useEnterprise();
  const [busy, setBusy] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  // Several are chosen at once and kept one after another, in the order of the choice: each adds to what is there by then.
  const here = useRef(value);
  const turn = useRef(Promise.resolve());
  here.current = value;
  const put = (files: readonly Proof[]) => {
    here.current = files;
    change(files);
  };
  const kind = endingsOf(proof).join(" / ");

  async function take(file: File) {
    const head = new Uint8Array(await file.slice(0, PROOFS[proof].bytes + 1).arrayBuffer());
    const wrong = proofTrouble(proof, file.name, head);
    if (wrong !== null) {
      setTrouble(`${file.name}: ${t(`wrong_${wrong}`, { kind, max: limitText(PROOFS[proof].bytes) })}`);
      return;
    }
    setTrouble(null);
    setBusy((n) => n + 1);
    try {
      const kept = await storeFile(proof, enterprise, file);
      // The same file again is the one that is there.
      const others = here.current.filter(({ path }) => path !== kept.path);
      if (others.length < most) put([...others, kept]);
      else setTrouble(t("wrong_many", { most }));
    } catch (failure) {
      setTrouble(userErrorOf(failure, locale).message);
    } finally {
      setBusy((n) => n - 1);
    }
  }

  return (
    <Flex vertical gap={8} align="flex-start">
      {value.map(({ path, name }) => (
        <Flex key={path} gap={4} align="center" className="proof-name">
          <PaperClipOutlined /> {name}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t("remove")} ${name}`}
            onClick={() => put(here.current.filter((one) => one.path !== path))}
          />
        </Flex>
      ))}
      {value.length < most && (
        <Upload
          id={id}
          multiple
          accept={endingsOf(proof)
            .map((ending) => `.${ending}`)
            .join(",")}
          showUploadList={false}
          beforeUpload={(file) => {
            turn.current = turn.current.then(() => take(file));
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy > 0}>
            {t("choose", { kind })}
          </Button>
        </Upload>
      )}
      <span className="faint">{t("of_most", { count: value.length, most })}</span>
      {trouble !== null && <Typography.Text type="danger">{trouble}</Typography.Text>}
    </Flex>
  );
}
