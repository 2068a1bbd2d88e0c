import { PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { limitText } from "@tidings/shared/ground/size.ts";
import type { Example } from "@tidings/shared/resource/kinds.ts";
import { endingsOf, PROOFS } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Upload } from "antd";
import type { ReactNode } from "react";
import { DropZone } from "./drop-zone.tsx";
import { ExampleDrawing } from "./example-drawing.tsx";
import { FormField } from "./form-field.tsx";
import { words } from "./proof-words.ts";
import type { ProofChoice } from "./use-proof.ts";
import { useTranslations } from "./words.ts";

interface ProofFieldProps {
  readonly proof: ProofChoice;
  readonly label: string;
  readonly hint: ReactNode;
  readonly required?: boolean;
  /** What is wrong with it, where nothing is wrong with the chosen file. */
  readonly wrong?: string | undefined;
  readonly children?: ReactNode;
  readonly example?: Example | undefined;
}

/** Field for one proof file; it is checked at once, before anything is sent. */
export function ProofField({ proof, label, hint, required, wrong, example, children }: ProofFieldProps) {
  const t = useTranslations(words);
  const { chosen, kept, trouble } = proof;
  const endings = endingsOf(proof.kind);
  const kind = endings.join(" / ");
  const name = chosen?.name ?? kept;
  const button = t(name === null ? "choose" : "replace");
  return (
    <FormField
      label={label}
      hint={hint}
      required={required}
      wrong={
        trouble === null ? wrong : t(`wrong_${trouble}`, { kind, max: limitText(PROOFS[proof.kind].bytes) })
      }
    >
      <DropZone take={([file]) => file && void proof.choose(file)}>
        <Flex gap={16} align="center">
          {example && <ExampleDrawing of={example} />}
          <Flex gap="8px 12px" align="center" wrap>
            {name !== null && (
              <span className="proof-name">
                <PaperClipOutlined /> {name}
              </span>
            )}
            <Upload
              accept={endings.map((ending) => `.${ending}`).join(",")}
              showUploadList={false}
              beforeUpload={(file) => {
                void proof.choose(file);
                return false;
              }}
            >
              <Button icon={<UploadOutlined />} aria-label={t("button_of", { button, label })}>
                {button}
              </Button>
            </Upload>
            {name !== null && (
              <Button type="text" onClick={proof.remove}>
                {t("remove")}
              </Button>
            )}
            {proof.undo && (
              <>
                <span className="faint">{t("removed")}</span>
                <Button type="link" onClick={proof.undo}>
                  {t("undo")}
                </Button>
              </>
            )}
            {children}
            <span className="faint">{t("drop", { kind, max: limitText(PROOFS[proof.kind].bytes) })}</span>
          </Flex>
        </Flex>
      </DropZone>
    </FormField>
  );
}
