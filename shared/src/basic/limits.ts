/** What carriers and phones take of a storyboard (spec BAS-2, BAS-3). */

const MB = 1024 * 1024;

export const BASIC_LIMITS = {
  /** Frames in all: texts, pictures, audios and videos. */
  frames: 8,
  parameters: 12,
  /** Characters of the subject. */
  subject: 20,
  /** Characters of the name of an audio or a video, with its ending. */
  file_name: 100,
  /** Bytes of the whole as the phone gets it: 1.9 MB, by order of the carriers. */
  bytes: Math.floor(1.9 * MB),
  /** Bytes of one picture, audio or video. */
  medium_bytes: 2 * MB,
  /** Pixels. */
  image_height: 3_000,
  /** Seconds of a video that are advised. */
  video_seconds: 33,
  /** Characters of the address of a picture of a web page. */
  web_picture: 1_024,
  /** Days for which a template is valid: what a carrier takes at most has four digits. */
  validity_days: { min: 1, max: 9_999 },
} as const;

/** Pixels that are advised for a picture that lies, and for one that stands. */
export const ADVISED_PIXELS = {
  lying: { width: 1_920, height: 1_080 },
  standing: { width: 962, height: 1_300 },
} as const;

/** Endings of what a frame shows, as the library has them. */
export const BASIC_ENDINGS = {
  image: ["jpg", "jpeg", "png", "gif"],
  audio: ["mp3", "wav"],
  video: ["mp4", "3gp"],
} as const;
