import { UploadOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Input, Select, Upload } from "antd";
import { useState } from "react";
import { bytesText } from "../../ui/amount.ts";
import { useRows } from "../../ui/data.ts";
import { Labelled } from "../../ui/labelled.tsx";
import { Page } from "../../ui/page.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { useWords } from "../../ui/words.ts";
import { ImportProgress } from "./progress.tsx";
import { chunksOf, type ReadPhones, readPhones, readTyped } from "./read-phones.ts";
import { useImport } from "./use-import.ts";
import { words } from "./words.ts";

/** Read in the browser: some five million numbers. */
const MAX_BYTES = 100_000_000;

/** Puts typed numbers or those of a file on a signature's list (OPT-1). */
export function OptOutImport() {
  const say = useWords(words);
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  const [signature, setSignature] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState("");
  const [proof, setProof] = useState("");
  const [tried, setTried] = useState(false);
  const [found, setFound] = useState<ReadPhones | null>(null);
  const { state, start, goOn } = useImport();
  const tooLarge = file !== null && file.size > MAX_BYTES;
  const busy = state.step === "running";

  async function begin() {
    setTried(true);
    if (signature === null || reason.trim() === "" || tooLarge) return;
    const read = file === null ? await readTyped(typed) : await readPhones(chunksOf(file));
    setFound(read);
    if (read.phones.length > 0)
      await start({ signature, reason: reason.trim(), proof: proof.trim(), phones: read.phones });
  }

  return (
    <Page title={say("import")} note={say("import_note")} back="/opt-outs">
      <Card>
        <Labelled
          label={say("signature")}
          htmlFor="opt-signature"
          required
          hint={say("signature_hint")}
          wrong={tried && signature === null ? say("signature_missing") : undefined}
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
        </Labelled>
        <Labelled
          label={say("typed")}
          htmlFor="opt-phones"
          required
          hint={say("typed_hint")}
          wrong={tooLarge ? say("file_large", { max: bytesText(MAX_BYTES) }) : undefined}
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
                {say("forget")}
              </Button>
            </Flex>
          )}
        </Labelled>
        <Upload
          accept=".csv,.txt"
          showUploadList={false}
          beforeUpload={(chosen: File) => {
            setFile(chosen);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{say("choose")}</Button>
        </Upload>
        <div className="pair import-why">
          <Labelled
            label={say("reason")}
            htmlFor="opt-reason"
            required
            hint={say("reason_hint")}
            wrong={tried && reason.trim() === "" ? say("reason_missing") : undefined}
          >
            <Input
              id="opt-reason"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Labelled>
          <Labelled label={say("proof")} htmlFor="opt-proof" hint={say("proof_hint")}>
            <Input
              id="opt-proof"
              maxLength={1000}
              value={proof}
              onChange={(event) => setProof(event.target.value)}
            />
          </Labelled>
        </div>
        <div className="stack">
          <ImportProgress found={found} state={state} goOn={() => void goOn()} />
          <Button
            className="fit"
            type="primary"
            loading={busy}
            disabled={state.step === "stopped"}
            onClick={() => void begin()}
            data-testid="import"
          >
            {say("start")}
          </Button>
        </div>
      </Card>
    </Page>
  );
}
