import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { limitText } from "@tidings/shared/ground/size.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Again, Input } from "@tidings/shared/resource/kinds.ts";
import { endingsOf, PROOFS, proofTrouble } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Typography, Upload } from "antd";
import { useRef, useState } from "react";
import { client } from "./client.ts";
import { useRows } from "./data.ts";
import { DropZone } from "./drop-zone.tsx";
import { useFailureToast } from "./failure-toast.tsx";
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

/** Looks at files and keeps them, one after another, in the order of the choice: each adds to what is there by then. */
function useTaking({ asked: { proof, most }, value, change }: Omit<FilesInputProps, "id">) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id: enterprise } = useEnterprise();
  const [busy, setBusy] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const here = useRef(value);
  const turn = useRef(Promise.resolve());
  here.current = value;
  const put = (files: readonly Proof[]) => {
    here.current = files;
    change(files);
  };

  async function keep(file: File) {
    const head = new Uint8Array(await file.slice(0, PROOFS[proof].bytes + 1).arrayBuffer());
    const wrong = proofTrouble(proof, file.name, head);
    if (wrong !== null) {
      const places = { kind: endingsOf(proof).join(" / "), max: limitText(PROOFS[proof].bytes) };
      setTrouble(`${file.name}: ${t(`wrong_${wrong}`, places)}`);
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

  return {
    busy: busy > 0,
    trouble,
    take(file: File) {
      turn.current = turn.current.then(() => keep(file));
    },
    remove: (path: string) => put(here.current.filter((one) => one.path !== path)),
  };
}

/** Several files, each looked at and kept as it is chosen. */
export function FilesInput({ id, asked, value, change }: FilesInputProps) {
  const t = useTranslations(words);
  const { proof, most, again } = asked;
  const { busy, trouble, take, remove } = useTaking({ asked, value, change });
  const kind = endingsOf(proof).join(" / ");

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
            onClick={() => remove(path)}
          />
        </Flex>
      ))}
      {value.length < most && (
        <DropZone take={(files) => files.forEach(take)}>
          <Flex gap="8px 12px" align="center" wrap>
            <Upload
              id={id}
              multiple
              accept={endingsOf(proof)
                .map((ending) => `.${ending}`)
                .join(",")}
              showUploadList={false}
              beforeUpload={(file) => {
                take(file);
                return false;
              }}
            >
              <Button
                icon={<UploadOutlined />}
                loading={busy}
                aria-label={t("button_of", { button: t("choose"), label: t(asked.label) })}
              >
                {t("choose")}
              </Button>
            </Upload>
            {again && <TakeAgain of={again} take={take} />}
            <span className="faint">{t("drop", { kind, max: limitText(PROOFS[proof].bytes) })}</span>
          </Flex>
        </DropZone>
      )}
      <span className="faint">{t("of_most", { count: value.length, most })}</span>
      {trouble !== null && <Typography.Text type="danger">{trouble}</Typography.Text>}
    </Flex>
  );
}

/** A file that is kept for something else already: it is handed in here without being looked for once more. */
function TakeAgain({ of, take }: { of: Again; take: (file: File) => void }) {
  const t = useTranslations();
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);
  const { rows } = useRows<Row>(of.view, {
    select: `id,${of.path},${of.name}`,
    filters: [{ field: of.path, operator: "nnull", value: null }],
    limit: 1,
  });
  const [row] = rows;
  if (!row) return null;
  const name = String(row[of.name]);

  async function fetchIt() {
    setBusy(true);
    const { data, error } = await client.storage
      .from(PROOFS[of.proof].bucket)
      .download(String(row?.[of.path]));
    setBusy(false);
    if (error) tellFailure(error);
    else take(new File([data], name, { type: data.type }));
  }

  return (
    <Button loading={busy} onClick={() => void fetchIt()} data-testid="take-again">
      {t(of.label)}
    </Button>
  );
}
