import { UploadOutlined } from "@ant-design/icons";
import { PROOF_FILE } from "@tidings/shared/optouts/opt_out.ts";
import { Button, Card, Flex, Input, Select, Upload } from "antd";
import { useRef, useState } from "react";
import { bytesText } from "../../ui/amount.ts";
import { useRows } from "../../ui/data.ts";
import { showFirstWrong } from "../../ui/first-wrong.ts";
import { useFirstField } from "../../ui/focus.ts";
import { FormButtons } from "../../ui/form-buttons.tsx";
import { FormField } from "../../ui/form-field.tsx";
import { useUnsaved } from "../../ui/leave-guard.tsx";
import { Page } from "../../ui/page.tsx";
import { ProofField } from "../../ui/proof-field.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { FailedNote } from "../../ui/states.tsx";
import { useProof } from "../../ui/use-proof.ts";
import { useTranslations } from "../../ui/words.ts";
import { ImportProgress } from "./progress.tsx";
import { chunksOf, type ReadPhones, readPhones, readTyped } from "./read-phones.ts";
import { useImport } from "./use-import.ts";
import { words } from "./words.ts";

/** Maximum file size; about five million numbers, read in the browser. */
const MAX_BYTES = 100_000_000;

/** Adds typed numbers or those of a file to the opt-out list of a signature (OPT-1). */
export function OptOutImport() {
  const t = useTranslations(words);
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  const [signature, setSignature] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState("");
  const [proof, setProof] = useState("");
  const evidence = useProof("opt_out");
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [found, setFound] = useState<ReadPhones | null>(null);
  const { state, start, goOn } = useImport();
  const card = useRef<HTMLDivElement>(null);
  useFirstField(card, "open");
  const tooLarge = file !== null && file.size > MAX_BYTES;
  const busy = state.step === "running";
  const typing = typed !== "" || file !== null || reason !== "" || proof !== "" || evidence.chosen !== null;
  useUnsaved(typing && state.step !== "done");

  const wrongs = [signature === null, reason.trim() === "", tooLarge, evidence.trouble !== null].filter(
    Boolean,
  );

  async function begin() {
    setTried(true);
    // What was read of other numbers is no answer to these.
    setFound(null);
    if (signature === null || wrongs.length > 0) return showFirstWrong();
    const read = file === null ? await readTyped(typed) : await readPhones(chunksOf(file));
    setFound(read);
    if (read.phones.length === 0) return;
    try {
      setFailure(null);
      const proof_file = (await evidence.store()) ?? null;
      await start({ signature, reason: reason.trim(), proof: proof.trim(), proof_file, phones: read.phones });
    } catch (refusal) {
      setFailure(refusal);
      showFirstWrong();
    }
  }

  return (
    <Page title={t("import")} note={t("import_note")} back="/opt-outs">
      <Card ref={card} className="narrow">
        <FormField
          label={t("signature")}
          htmlFor="opt-signature"
          required
          hint={t("signature_hint")}
          wrong={tried && signature === null ? t("signature_missing") : undefined}
        >
          <Select
            id="opt-signature"
            value={signature}
            onChange={setSignature}
            options={[...new Set(signatures.rows.map((one) => one.name))].map((name) => ({
              value: name,
              label: `【${name}】`,
            }))}
          />
        </FormField>
        <FormField
          label={t("typed")}
          htmlFor="opt-phones"
          required
          hint={t("typed_hint")}
          wrong={tooLarge ? t("file_large", { max: bytesText(MAX_BYTES) }) : undefined}
        >
          {file === null ? (
            <Input.TextArea
              id="opt-phones"
              rows={6}
              className="mono"
              inputMode="tel"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : (
            <Flex gap={8} align="center" wrap>
              <b>{file.name}</b>
              <span className="faint">{bytesText(file.size)}</span>
              <Button size="small" onClick={() => setFile(null)}>
                {t("forget")}
              </Button>
            </Flex>
          )}
        </FormField>
        <Upload
          accept=".csv,.txt"
          showUploadList={false}
          beforeUpload={(chosen: File) => {
            setFile(chosen);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{t("choose")}</Button>
        </Upload>
        <div className="pair import-why">
          <FormField
            label={t("reason")}
            htmlFor="opt-reason"
            required
            hint={t("reason_hint")}
            wrong={tried && reason.trim() === "" ? t("reason_missing") : undefined}
          >
            <Input
              id="opt-reason"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </FormField>
          <FormField label={t("proof")} htmlFor="opt-proof" hint={t("proof_hint")}>
            <Input
              id="opt-proof"
              maxLength={1000}
              value={proof}
              onChange={(event) => setProof(event.target.value)}
            />
          </FormField>
        </div>
        <ProofField proof={evidence} label={t(PROOF_FILE)} hint={t("proof_file_hint")} />
        <div className="stack">
          <FailedNote failure={failure} />
          <ImportProgress found={found} state={state} goOn={() => void goOn()} />
          <FormButtons left={tried ? wrongs.length : 0}>
            <Button
              type="primary"
              loading={busy}
              disabled={state.step === "stopped"}
              onClick={() => void begin()}
              data-testid="import"
            >
              {t("start")}
            </Button>
          </FormButtons>
        </div>
      </Card>
    </Page>
  );
}
