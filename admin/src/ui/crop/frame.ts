/** The part of a picture that is kept when it is cropped, in the pixels of the picture. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** The largest centred part of a picture that has the ratio (width over height; null: all of it). */
export function centredCrop(width: number, height: number, ratio: number | null): Frame {
  if (ratio === null) return { x: 0, y: 0, width, height };
  const wide = width / height > ratio;
  const cut = {
    width: wide ? Math.round(height * ratio) : width,
    height: wide ? height : Math.round(width / ratio),
  };
  return { x: Math.floor((width - cut.width) / 2), y: Math.floor((height - cut.height) / 2), ...cut };
}

const within = (value: number, most: number) => Math.min(Math.max(0, Math.round(value)), most);

/** The frame moved by so many pixels, as far as the picture goes. */
export function movedFrame(frame: Frame, by: { x: number; y: number }, picture: Pixels): Frame {
  return {
    ...frame,
    x: within(frame.x + by.x, picture.width - frame.width),
    y: within(frame.y + by.y, picture.height - frame.height),
  };
}

/** The frame at another width and its own ratio, around the same middle, as far as the picture goes. */
export function resizedFrame(frame: Frame, width: number, ratio: number, picture: Pixels): Frame {
  const size = { width: Math.round(width), height: Math.min(Math.round(width / ratio), picture.height) };
  const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  const moved = { x: middle.x - size.width / 2, y: middle.y - size.height / 2 };
  return movedFrame({ x: 0, y: 0, ...size }, moved, picture);
}
