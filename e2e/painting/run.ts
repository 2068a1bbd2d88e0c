/**
 * Paints the pictures of the public templates into `supabase/public_templates`: those that are not there yet, or those that are named.
 *
 *     node e2e/painting/run.ts [<name of a file or the beginning of it> …]
 *
 * Films need an encoder, which Tidings does not bring: TIDINGS_ENCODER names the module file of
 * h264-mp4-encoder. Without it they stay as they are. A film of the basic edition is that of the cards under another brand.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BASIC_STARTER_TEMPLATES } from "../../shared/src/basic/public/starters.ts";
import { filesIn } from "../../shared/src/templates/public/files.ts";
import { PUBLIC_TEMPLATES } from "../../shared/src/templates/public/list.ts";
import { SHAPES, type Shape } from "../../shared/src/templates/public/pieces.ts";
import { asThreeGp } from "./film.ts";
import { SCENES } from "./scenes/list.ts";
import { chime } from "./sound.ts";
import { openStudio, type Studio } from "./studio.ts";

const FOLDER = join(import.meta.dirname, "../../supabase/public_templates");
/** A film: smaller than a picture, as a card shows it. H.264 takes even numbers alone. */
const FILMS: Partial<Record<Shape, readonly [width: number, height: number]>> = {
  "16x9": [480, 270],
  "1x1": [360, 360],
  "3x4": [300, 400],
};
const FRAMES = 24;
const RATE = 8;

interface Encoder {
  width: number;
  height: number;
  frameRate: number;
  quantizationParameter: number;
  groupOfPictures: number;
  initialize(): void;
  addFrameRgba(pixels: Uint8Array): void;
  finalize(): void;
  FS: { readFile(name: string): Uint8Array };
  outputFilename: string;
  delete(): void;
}

async function filmOf(studio: Studio, scene: string, shape: Shape): Promise<Uint8Array | null> {
  const encoderAt = process.env.TIDINGS_ENCODER;
  const [width, height] = FILMS[shape] ?? [0, 0];
  if (!encoderAt || width === 0) return null;
  const { default: module } = (await import(encoderAt)) as {
    default: { createH264MP4Encoder(): Promise<Encoder> };
  };
  const encoder = await module.createH264MP4Encoder();
  Object.assign(encoder, {
    width,
    height,
    frameRate: RATE,
    quantizationParameter: 26,
    groupOfPictures: FRAMES,
  });
  encoder.initialize();
  for (let at = 0; at < FRAMES; at++)
    encoder.addFrameRgba(
      await studio.pixels(sceneOf(scene), { width, height, samples: 1, quality: 1 }, at / FRAMES),
    );
  encoder.finalize();
  const film = encoder.FS.readFile(encoder.outputFilename);
  encoder.delete();
  return film;
}

function sceneOf(name: string) {
  const scene = SCENES[name];
  if (!scene) throw new Error(`there is no scene ${name}`);
  return scene;
}

async function paint(studio: Studio, file: string): Promise<Uint8Array | null> {
  if (file.endsWith(".wav")) return chime();
  if (file.endsWith(".3gp")) return asThreeGp(await readFile(join(FOLDER, file.replace(/3gp$/, "mp4"))));
  const [, scene = "", shape = "", ending] = /^(\w+)_(\d+x\d+)\.(\w+)$/.exec(file) ?? [];
  if (ending === "mp4") return filmOf(studio, scene, shape as Shape);
  const [width, height] = SHAPES[shape as Shape];
  return studio.paint(sceneOf(scene), { width, height, samples: 2, quality: 0.8 });
}

const named = process.argv.slice(2);
const all = [...PUBLIC_TEMPLATES, ...BASIC_STARTER_TEMPLATES];
const wanted = [...new Set(all.flatMap(({ content }) => filesIn(content)))].sort();
await mkdir(FOLDER, { recursive: true });
for (const name of await readdir(FOLDER))
  if (/\.(jpg|mp4|3gp|wav)$/.test(name) && !wanted.includes(name)) await rm(join(FOLDER, name));
const studio = await openStudio();
for (const name of wanted) {
  const place = join(FOLDER, name);
  if (named.length > 0 ? !named.some((begin) => name.startsWith(begin)) : existsSync(place)) continue;
  const painted = await paint(studio, name);
  if (painted) await writeFile(place, painted);
  console.log(painted ? `${name}: ${painted.length} bytes` : `${name}: no encoder`);
}
await studio.close();
