/** Checks of the copy that runs on this machine: who else here can read its files, and who on the network reaches it. */
import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { badIf, type Check } from "./check.ts";

/** The parts of a path that only its owner should read. */
const PRIVATE = ["", "secrets.json", "logs", "run", "storage", "mail", "looks"];
const PATIENCE_MS = 500;

const octal = (mode: number) => (mode & 0o777).toString(8).padStart(4, "0");

/** The files and folders of the copy that others on this machine may read, with their modes. */
async function readable(home: string): Promise<string[]> {
  const found = await Promise.all(
    PRIVATE.map(async (name) => {
      const mode = (await stat(join(home, name)).catch(() => undefined))?.mode;
      // Where Postgres runs as another user (under root), the folder itself lets that user pass, and nobody list it.
      const others = mode === undefined ? 0 : mode & (name === "" ? 0o066 : 0o077);
      return others === 0 ? [] : [`${name || home} ${octal(mode ?? 0)}`];
    }),
  );
  return found.flat();
}

/** Does something take connections there? */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (yes: boolean) => {
      socket.destroy();
      done(yes);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

/** The addresses of this machine that others on its network see. */
const outer = () =>
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);

/** The checks of the copy in `home` whose parts listen at `urls`, by name; `open`: those that are meant to be reached. */
export function copyChecks(
  home: string,
  urls: Readonly<Record<string, string>>,
  open: readonly string[],
): Check[] {
  return [
    {
      id: "files-are-private",
      promise: {
        zh: "本机其他用户无法读取数据目录",
        en: "Other users on this machine can't read the data folder",
      },
      mend: {
        zh: "其他用户可读：{seen}。请执行 npm start 重新启动，权限会随之收紧。",
        en: "Readable by others: {seen}. Restart with npm start to tighten the permissions.",
      },
      run: async () => badIf(await readable(home)),
    },
    {
      id: "loopback-only",
      promise: { zh: "各组件只在本机监听", en: "All components listen only on this machine" },
      mend: { zh: "可从网络访问：{seen}。", en: "Reachable from the network: {seen}." },
      run: async () => {
        const shut = Object.entries(urls).filter(([name]) => !open.includes(name));
        const tries = outer().flatMap((host) =>
          shut.map(async ([name, url]) =>
            (await answers(host, Number(new URL(url).port))) ? [`${name} ${host}:${new URL(url).port}`] : [],
          ),
        );
        return badIf((await Promise.all(tries)).flat());
      },
    },
    {
      id: "panel-headers",
      promise: {
        zh: "管理台页面不能被嵌入，也不运行外部脚本",
        en: "The panel can't be embedded and runs no external scripts",
      },
      mend: { zh: "缺少响应头：{seen}。", en: "Missing headers: {seen}." },
      run: async () => {
        const answer = await fetch(urls.admin ?? "");
        await answer.body?.cancel();
        const wanted = ["content-security-policy", "x-content-type-options", "referrer-policy"];
        return badIf(wanted.filter((name) => !answer.headers.has(name)));
      },
    },
  ];
}
