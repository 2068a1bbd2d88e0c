import type { Action } from "../actions.ts";
import type { Content, Usage } from "../content.ts";
import type { ButtonValue, ImageValue, PairValue, Parameter, VideoValue } from "../values.ts";

/** A public template as the set-up brings it. Its pictures and videos are named by file (`supabase/public_templates`). */
export interface PublicTemplate {
  /** What the set-up knows it by, whatever it is called later. */
  readonly key: string;
  readonly name: string;
  readonly industry: string;
  readonly layout: string;
  readonly usage: Usage;
  readonly vendors: readonly string[];
  readonly content: Content;
}

/** The shapes that pictures are painted in, by how their files end: exactly the ratio of the slots. */
export const SHAPES = {
  "16x9": [720, 405],
  "1x1": [480, 480],
  "3x4": [600, 800],
  "48x65": [576, 780],
  "3x1": [720, 240],
} as const satisfies Record<string, readonly [width: number, height: number]>;
export type Shape = keyof typeof SHAPES;

/** A picture of a scene of `e2e/painting/scenes`. */
export const picture = (scene: string, shape: Shape, alt: string, action?: Action): ImageValue => ({
  src: `${scene}_${shape}.jpg`,
  alt,
  ...(action && { action }),
});

/** A film of a scene, with its first picture as the cover. */
export const film = (scene: string, shape: Shape, alt: string): VideoValue => ({
  src: `${scene}_${shape}.mp4`,
  cover: picture(scene, shape, alt),
});

export const web = (target: string): Action => ({ type: "open_browser", target });
export const link = (target: string): Action => ({ type: "open_link", target });
export const dial = (target: string): Action => ({ type: "dial", target });
export const copy = (target: string): Action => ({ type: "copy", target });
export const popup = (target: string, body: string): Action => ({
  type: "popup",
  target,
  body,
  button: "知道了",
});
export const app = (target: string, package_: string, fallback: string): Action => ({
  type: "open_app",
  target,
  package: package_,
  fallback,
});
export const map = (target: string, longitude: string, latitude: string): Action => ({
  type: "map",
  target,
  longitude,
  latitude,
});

export const button = (text: string, action: Action): ButtonValue => ({ text, action });
export const pair = (label: string, value: string): PairValue => ({ label, value });

/** Parameters by name with an example; one that is no plain text says of which kind it is after a colon: `"amount:money"`. */
export const params = (examples: Readonly<Record<string, string>>): Parameter[] =>
  Object.entries(examples).map(([key, example]) => {
    const [name = "", type = "text"] = key.split(":");
    return { name, example, type: type as NonNullable<Parameter["type"]> };
  });
