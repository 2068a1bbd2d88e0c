import { Button, Flex, Segmented, Slider } from "antd";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { Dialog } from "../dialog.tsx";
import { useTranslations } from "../words.ts";
import "./crop.css";
import { centredCrop, type Frame, movedFrame, type Pixels, resizedFrame } from "./frame.ts";
import { words } from "./words.ts";

interface CropDialogProps {
  readonly file: File;
  readonly picture: Pixels;
  /** Width over height: one, or several to choose from. */
  readonly ratios: readonly { readonly text: string; readonly value: number }[];
  /** The smallest width of the part, in pixels of the picture. */
  readonly narrowest: number;
  readonly busy: boolean;
  readonly use: (frame: Frame) => void;
  /** Takes all of the picture, where that is allowed. */
  readonly whole?: (() => void) | undefined;
  readonly cancel: () => void;
}

/** Arrow keys move the frame by this share of the picture's width. */
const STEP = 1 / 100;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The ratio that keeps most of the picture. */
function nearest(ratios: CropDialogProps["ratios"], { width, height }: Pixels): number {
  const values = ratios.map(({ value }) => value);
  const off = (ratio: number) => Math.abs(Math.log(width / height / ratio));
  return values.toSorted((one, other) => off(one) - off(other))[0] ?? width / height;
}

/** A picture with a frame of one ratio over it, which is dragged or moved by keys: what is inside is kept. */
export function CropDialog(props: CropDialogProps) {
  const { file, picture, ratios, narrowest, busy, use, whole, cancel } = props;
  const t = useTranslations(words);
  const [ratio, setRatio] = useState(() => nearest(ratios, picture));
  const [frame, setFrame] = useState(() => centredCrop(picture.width, picture.height, ratio));
  const stage = useRef<HTMLDivElement>(null);
  const held = useRef({ x: 0, y: 0 });
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  const widest = centredCrop(picture.width, picture.height, ratio).width;
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const move = (x: number, y: number) => setFrame((now) => movedFrame(now, { x, y }, picture));

  function drag(event: PointerEvent<HTMLButtonElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const pixels = picture.width / (stage.current?.clientWidth || picture.width);
    const { clientX: x, clientY: y } = event;
    move((x - held.current.x) * pixels, (y - held.current.y) * pixels);
    held.current = { x, y };
  }

  function press(event: KeyboardEvent) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    move(way[0] * picture.width * STEP, way[1] * picture.width * STEP);
  }

  return (
    <Dialog
      title={t("title")}
      okText={t("use")}
      okButtonProps={{ loading: busy }}
      onOk={() => use(frame)}
      onCancel={cancel}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          {whole && (
            <Button disabled={busy} onClick={whole}>
              {t("whole")}
            </Button>
          )}
          <OkBtn />
        </>
      )}
    >
      <div className="stack">
        <div className="faint">{t("hint")}</div>
        <Ratios
          ratios={ratios}
          value={ratio}
          choose={(next) => {
            setRatio(next);
            setFrame(centredCrop(picture.width, picture.height, next));
          }}
        />
        <div ref={stage} className="crop-stage">
          {address && <img src={address} alt="" draggable={false} />}
          <button
            type="button"
            className="crop-frame"
            data-testid="crop-frame"
            aria-label={t("frame")}
            style={{
              left: share(frame.x, picture.width),
              top: share(frame.y, picture.height),
              width: share(frame.width, picture.width),
              height: share(frame.height, picture.height),
            }}
            onPointerDown={(event) => {
              held.current = { x: event.clientX, y: event.clientY };
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={drag}
            onKeyDown={press}
          />
        </div>
        <Flex gap={12} align="center">
          <span>{t("size")}</span>
          <Slider
            className="crop-size"
            ariaLabelForHandle={t("size")}
            min={Math.min(narrowest, widest)}
            max={widest}
            value={frame.width}
            tooltip={{ formatter: null }}
            onChange={(width) => setFrame((now) => resizedFrame(now, width, ratio, picture))}
          />
        </Flex>
        <div className="faint" data-testid="crop-result">
          {t("result", { width: frame.width, height: frame.height })}
        </div>
      </div>
    </Dialog>
  );
}

interface RatiosProps extends Pick<CropDialogProps, "ratios"> {
  readonly value: number;
  readonly choose: (ratio: number) => void;
}

/** The ratios, where there are several. */
function Ratios({ ratios, value, choose }: RatiosProps) {
  const t = useTranslations(words);
  if (ratios.length < 2) return null;
  return (
    <Segmented<number>
      aria-label={t("ratio")}
      value={value}
      onChange={choose}
      options={ratios.map(({ text, value: one }) => ({ value: one, label: text }))}
    />
  );
}
