import { PlayCircleFilled, SoundOutlined } from "@ant-design/icons";
import { origin } from "../ui/client.ts";
import { addressOf } from "./store-medium.ts";

interface ThumbProps {
  readonly kind: string;
  readonly path: string;
}

/** A medium, small: a picture as a whole, a video by its first frame, an audio by a sign. */
export function Thumb({ kind, path }: ThumbProps) {
  const src = `${origin}${addressOf(path)}`;
  return (
    <span className="media-thumb">
      {kind === "image" && <img src={src} alt="" loading="lazy" decoding="async" />}
      {kind === "audio" && <SoundOutlined className="media-sound" />}
      {kind === "video" && (
        <>
          {/* Some browsers show a frame only where a time is asked for. */}
          <video src={`${src}#t=0.1`} preload="metadata" muted tabIndex={-1} />
          <PlayCircleFilled className="media-play" />
        </>
      )}
    </span>
  );
}
