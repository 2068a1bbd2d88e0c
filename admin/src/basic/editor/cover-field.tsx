import { ScissorOutlined } from "@ant-design/icons";
import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { asImage } from "@tidings/shared/templates/values.ts";
import { Alert, Button, Flex, Slider, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import type { Path } from "../../contents/paths.ts";
import { ImageTools } from "../../contents/pictures/image-tools.tsx";
import { fileOf } from "../../contents/pictures/picture-file.ts";
import { mayAddMedia, storeMedium } from "../../media/store-medium.ts";
import { cutPicture } from "../../ui/crop/cut.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useFailureToast } from "../../ui/failure-toast.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

interface CoverFieldProps {
  readonly path: Path;
  /** The address of the video. */
  readonly video: string;
}

/** The cover of a video (裁切封面, 上传封面): cut from the video, uploaded, or from the library. */
export function CoverField({ path, video }: CoverFieldProps) {
  const t = useTranslations(editorWords);
  const may = useMay();
  const { value, set, touch, findings } = useField(path);
  const [cutting, setCutting] = useState(false);
  const cover = asImage(value);
  return (
    <Field
      label={t("cover")}
      required={false}
      findings={findings}
      path={path}
      hint={t(cover ? "cover_hint" : "cover_none")}
    >
      <Flex vertical gap={8} align="start">
        {cover && <img className="image-thumb small" src={onHost(cover.src)} alt="" />}
        <Flex gap={8} wrap>
          {mayAddMedia(may) && (
            <Button icon={<ScissorOutlined />} onClick={() => setCutting(true)} data-testid="cover-cut">
              {t("cover_cut")}
            </Button>
          )}
          <ImageTools rule={{ ratio: null, maxBytes: BASIC_LIMITS.medium_bytes }} path={path} image={cover} />
        </Flex>
        {cutting && (
          <CutDialog
            video={video}
            use={(image) => {
              set(image);
              touch();
              setCutting(false);
            }}
            cancel={() => setCutting(false)}
          />
        )}
      </Flex>
    </Field>
  );
}

interface CutDialogProps {
  readonly video: string;
  readonly use: (image: unknown) => void;
  readonly cancel: () => void;
}

/** Steps of the slider, in seconds: a frame of a film of ten a second. */
const STEP = 0.1;

/** One picture of a video, chosen by its time. */
function CutDialog({ video, use, cancel }: CutDialogProps) {
  const t = useTranslations(editorWords);
  const { id: enterprise } = useEnterprise();
  const tellFailure = useFailureToast();
  const player = useRef<HTMLVideoElement>(null);
  const { address, unread, setUnread } = useOwnCopy(video);
  const [length, setLength] = useState<number | null>(null);
  const [time, setTime] = useState(0);
  const [busy, setBusy] = useState(false);

  async function cut() {
    const { current } = player;
    if (!current) return;
    setBusy(true);
    try {
      const picture = await createImageBitmap(current);
      const frame = { x: 0, y: 0, width: picture.width, height: picture.height };
      const made = await cutPicture(picture, {
        frame,
        widest: picture.width,
        maxBytes: BASIC_LIMITS.medium_bytes,
        png: false,
      });
      use(await storeMedium(enterprise, { name: t("cover"), body: made.body, ending: made.ending }));
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("cover_title")}
      okText={t("cover_use")}
      okButtonProps={{ loading: busy, disabled: length === null || unread }}
      onOk={() => void cut()}
      onCancel={cancel}
    >
      {unread && <Alert type="warning" showIcon message={t("cover_unread")} />}
      {!address && !unread && <Spin />}
      {address && !unread && (
        <div className="stack">
          <span className="faint">{t("cover_how")}</span>
          <video
            ref={player}
            className="cover-stage"
            src={address}
            muted
            playsInline
            preload="auto"
            onLoadedData={({ currentTarget }) => setLength(currentTarget.duration)}
            onError={() => setUnread(true)}
          />
          <Slider
            ariaLabelForHandle={t("cover_time")}
            min={0}
            max={Math.max(STEP, length ?? STEP)}
            step={STEP}
            disabled={length === null}
            value={time}
            tooltip={{ formatter: (seconds) => `${(seconds ?? 0).toFixed(1)} s` }}
            onChange={(next) => {
              setTime(next);
              if (player.current) player.current.currentTime = next;
            }}
          />
        </div>
      )}
    </Dialog>
  );
}

/** The video as an address of this page: a picture of one from another host may not be read. */
function useOwnCopy(video: string) {
  const [address, setAddress] = useState("");
  const [unread, setUnread] = useState(false);
  useEffect(() => {
    let made = "";
    let left = false;
    fileOf(video)
      .then((file) => {
        if (left) return;
        made = URL.createObjectURL(file);
        setAddress(made);
      })
      .catch((failure) => {
        console.warn("the video could not be read", failure);
        setUnread(true);
      });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [video]);
  return { address, unread, setUnread };
}
