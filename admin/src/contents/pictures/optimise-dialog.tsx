import { Flex, Segmented, Slider } from "antd";
import { useEffect, useState } from "react";
import { bytesText } from "../../ui/amount.ts";
import type { Cut } from "../../ui/crop/cut.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import { contentWords } from "../words.ts";
import { LEVELS, type Level, optimised, widthsFor } from "./optimise.ts";

interface OptimiseDialogProps {
  readonly file: File;
  readonly maxBytes: number;
  readonly busy: boolean;
  readonly use: (picture: Cut) => void;
  readonly cancel: () => void;
}

/** A picture before and after it is made smaller, one over the other with an edge that is dragged: what is lost is seen before it is used. */
export function OptimiseDialog({ file, maxBytes, busy, use, cancel }: OptimiseDialogProps) {
  const t = useTranslations(contentWords);
  const [level, setLevel] = useState<Level>("even");
  const [width, setWidth] = useState<number | null>(null);
  const [edge, setEdge] = useState(50);
  const before = useAddress(file);
  const { picture, after, failure } = useOptimised(file, level, width);
  const afterAddress = useAddress(after?.body);
  const saved = after ? Math.round(100 * (1 - after.body.size / file.size)) : 0;
  const isTooHeavy = after !== null && after.body.size > maxBytes;
  return (
    <Dialog
      title={t("optimise_title")}
      width={720}
      okText={t("optimise_use")}
      okButtonProps={{ loading: busy, disabled: !after || saved <= 0 || isTooHeavy }}
      onOk={() => after && use(after)}
      onCancel={cancel}
    >
      <div className="stack">
        <div className="faint">{t("optimise_hint")}</div>
        <Flex gap={16} wrap>
          <Labelled words={t("optimise_level")}>
            <Segmented<Level>
              aria-label={t("optimise_level")}
              value={level}
              onChange={setLevel}
              options={LEVELS.map((one) => ({ value: one, label: t(`optimise_${one}`) }))}
            />
          </Labelled>
          {picture && widthsFor(picture.width).length > 0 && (
            <Labelled words={t("optimise_width")}>
              <Segmented<number>
                aria-label={t("optimise_width")}
                value={width ?? picture.width}
                onChange={setWidth}
                options={[
                  { value: picture.width, label: t("optimise_keep") },
                  ...widthsFor(picture.width).map((one) => ({ value: one, label: String(one) })),
                ]}
              />
            </Labelled>
          )}
        </Flex>
        <FailedNote failure={failure} />
        <div className="compare" aria-busy={!after && !failure}>
          {before && <img src={before} alt={t("optimise_before")} />}
          {afterAddress && (
            <img src={afterAddress} alt={t("optimise_after")} style={{ clipPath: `inset(0 0 0 ${edge}%)` }} />
          )}
          <i className="compare-edge" style={{ left: `${edge}%` }} />
        </div>
        <Slider
          ariaLabelForHandle={t("optimise_compare")}
          value={edge}
          onChange={setEdge}
          tooltip={{ formatter: null }}
        />
        <div className="compare-words">
          <Side words={t("optimise_before")} size={picture} bytes={file.size} />
          <Side words={t("optimise_after")} size={after} bytes={after?.body.size}>
            {after && (
              <b className={saved > 0 ? "saved" : "wrong"}>
                {saved > 0 ? t("optimise_saved", { share: saved }) : t("optimise_larger")}
              </b>
            )}
            {isTooHeavy && <span className="wrong">{t("optimise_heavy", { max: bytesText(maxBytes) })}</span>}
          </Side>
        </div>
      </div>
    </Dialog>
  );
}

function Labelled({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <Flex gap={8} align="center">
      <span>{words}</span>
      {children}
    </Flex>
  );
}

interface SideProps {
  readonly words: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly bytes: number | undefined;
  readonly children?: React.ReactNode;
}

function Side({ words, size, bytes, children }: SideProps) {
  const t = useTranslations(contentWords);
  return (
    <div>
      <b>{words}</b>
      {size && <span>{t("optimise_pixels", { width: size.width, height: size.height })}</span>}
      {bytes !== undefined && <span>{bytesText(bytes)}</span>}
      {children}
    </div>
  );
}

/** The smaller picture of the present choice; null until it is made. */
function useOptimised(file: File, level: Level, width: number | null) {
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [after, setAfter] = useState<Cut | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let isShown = true;
    let made: ImageBitmap | undefined;
    createImageBitmap(file).then((bitmap) => {
      made = bitmap;
      if (isShown) setPicture(bitmap);
      else bitmap.close();
    }, setFailure);
    return () => {
      isShown = false;
      made?.close();
    };
  }, [file]);
  useEffect(() => {
    if (!picture) return;
    let isShown = true;
    setAfter(null);
    setFailure(null);
    optimised(picture, { level, width: width ?? picture.width }).then(
      (cut) => {
        if (isShown) setAfter(cut);
      },
      (reason) => {
        if (isShown) setFailure(reason);
      },
    );
    return () => {
      isShown = false;
    };
  }, [picture, level, width]);
  return { picture, after, failure };
}

/** An address of a file for as long as it is shown. */
function useAddress(body: Blob | undefined): string {
  const [address, setAddress] = useState("");
  useEffect(() => {
    if (!body) return setAddress("");
    const made = URL.createObjectURL(body);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [body]);
  return address;
}
