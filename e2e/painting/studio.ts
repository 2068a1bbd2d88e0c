/** Paints scenes in a Chromium of its own: software draws, so it needs no graphics card, and the same scene gives the same picture. */
import sparticuz from "@sparticuz/chromium";
import { chromium, type Page } from "playwright-core";
import { type Scene, shaderOf } from "./scene.ts";

export interface Format {
  readonly width: number;
  readonly height: number;
  /** Rays a pixel: the square of it. */
  readonly samples: number;
  readonly quality: number;
}

export interface Studio {
  /** A JPEG of the scene. @throws where its GLSL is wrong, with what the compiler says */
  paint(scene: Scene, format: Format, time?: number): Promise<Buffer>;
  /** The pixels of it, four bytes each, from the top. */
  pixels(scene: Scene, format: Format, time?: number): Promise<Buffer>;
  close(): Promise<void>;
}

interface Order extends Format {
  readonly shader: string;
  readonly time: number;
  readonly raw: boolean;
}

/** Runs in the page: draws tile by tile, as one long draw would be taken for a program that hangs. */
async function draw({ shader, width, height, samples, quality, time, raw }: Order): Promise<string> {
  const kept = globalThis as { drawn?: { shader: string; canvas: OffscreenCanvas; program: WebGLProgram } };
  if (kept.drawn?.shader !== shader) {
    kept.drawn?.canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    const canvas = new OffscreenCanvas(width, height);
    const gl = canvas.getContext("webgl2", { preserveDrawingBuffer: true });
    if (!gl) throw new Error("there is no WebGL");
    const program = gl.createProgram();
    const corner = "#version 300 es\nin vec2 at;void main(){gl_Position=vec4(at,0,1);}";
    for (const [kind, text] of [
      [gl.VERTEX_SHADER, corner],
      [gl.FRAGMENT_SHADER, shader],
    ] as const) {
      const part = gl.createShader(kind);
      if (!part) throw new Error("there is no shader");
      gl.shaderSource(part, text);
      gl.compileShader(part);
      if (!gl.getShaderParameter(part, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(part) ?? "");
      gl.attachShader(program, part);
    }
    gl.linkProgram(program);
    // biome-ignore lint/correctness/useHookAtTopLevel: it is of WebGL, and no hook of React
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    kept.drawn = { shader, canvas, program };
  }
  const { canvas, program } = kept.drawn;
  canvas.width = width;
  canvas.height = height;
  const gl = canvas.getContext("webgl2");
  if (!gl) throw new Error("there is no WebGL");
  const place = (name: string) => gl.getUniformLocation(program, name);
  gl.uniform2f(place("size"), width, height);
  gl.uniform2f(place("origin"), 0, 0);
  gl.uniform1f(place("time"), time);
  gl.uniform1f(place("samples"), samples);
  gl.viewport(0, 0, width, height);
  gl.enable(gl.SCISSOR_TEST);
  const tile = 90;
  for (let y = 0; y < height; y += tile)
    for (let x = 0; x < width; x += tile) {
      gl.scissor(x, y, tile, tile);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.finish();
    }
  let bytes: Uint8Array;
  if (raw) {
    const flat = new OffscreenCanvas(width, height).getContext("2d");
    flat?.drawImage(canvas, 0, 0);
    bytes = new Uint8Array(flat?.getImageData(0, 0, width, height).data.buffer ?? new ArrayBuffer(0));
  } else {
    const file = await canvas.convertToBlob({ type: "image/jpeg", quality });
    bytes = new Uint8Array(await file.arrayBuffer());
  }
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export async function openStudio(): Promise<Studio> {
  // The flags of npm's Chromium switch graphics off, and one process would share its stack with the compiler.
  const args = sparticuz.args.filter((arg) => arg !== "--single-process" && !/gl|gpu/i.test(arg));
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...args, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    headless: true,
  });
  const page: Page = await browser.newPage();
  const run = async (scene: Scene, format: Format, time: number, raw: boolean) =>
    Buffer.from(await page.evaluate(draw, { ...format, shader: shaderOf(scene), time, raw }), "base64");
  return {
    paint: (scene, format, time = 0) => run(scene, format, time, false),
    pixels: (scene, format, time = 0) => run(scene, format, time, true),
    close: () => browser.close(),
  };
}
