/** A command that the running bot runs: its keys, output and files are on this side. Plain JavaScript without packages, as `socket.mjs`. */
import { closeSync, lstatSync, openSync, readSync } from "node:fs";
import { connect } from "node:net";
import { aboutFile, saveFile } from "./disk.mjs";
import { frame, frames, SENT, socketPath, versionOf } from "./socket.mjs";

/** A bot that has not answered by then is busy or hung; nothing was begun there. In milliseconds. */
const PATIENCE = 1_000;
/** So much of a file is read at once, in bytes. */
const PIECE = 256 * 1024;

const isChinese = ({ TIDINGS_LANG, LC_ALL, LC_MESSAGES, LANG }) =>
  /^zh/i.test(TIDINGS_LANG || LC_ALL || LC_MESSAGES || LANG || "");

const widthOf = ({ isTTY, columns }) => ({ isTTY: isTTY === true, columns: columns ?? null });

/** Whether the socket belongs to the user of this process, who is about to send a password there. */
function isOurs(path) {
  const about = lstatSync(path, { throwIfNoEntry: false });
  return about?.isSocket() === true && about.uid === process.getuid?.();
}

/** Does with the files of this side what the bot asks for. Answers a value, or bytes. */
function done(task, body) {
  switch (task.act) {
    case "about":
      return { value: aboutFile(task.path) };
    case "open":
      return { value: openSync(task.path, "r") };
    case "read": {
      const piece = Buffer.alloc(PIECE);
      return { body: piece.subarray(0, readSync(task.file, piece)) };
    }
    case "close":
      closeSync(task.file);
      return {};
    case "save":
      return { value: saveFile(task.folder, task.name, body) };
    default:
      throw new Error(`unknown: ${task.act}`);
  }
}

function begun(argv, env) {
  const own = Object.fromEntries(
    SENT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  return {
    is: "begin",
    argv,
    env: own,
    // npm goes to the root of the project; relative paths mean the folder that it was called from.
    folder: env.INIT_CWD || process.cwd(),
    input: { isTTY: process.stdin.isTTY === true },
    out: widthOf(process.stdout),
    aside: widthOf(process.stderr),
  };
}

/** Runs the command in the bot of the copy in `home`. Resolves with its exit code; null where that bot does not run it, and nothing was begun. */
export function runAtBot(root, home, argv, env) {
  const path = socketPath(home);
  if (!isOurs(path)) return Promise.resolve(null);
  return new Promise((resolved, failed) => {
    const { stdin, stdout, stderr } = process;
    const socket = connect(path);
    const late = setTimeout(() => socket.destroy(), PATIENCE);
    let began = false;
    let code = null;
    const send = (head, body) => socket.write(frame(head, body));
    const print = (stream, bytes) => {
      if (stream.write(bytes)) return;
      // A reader that is slow (`| less`) holds the bot back too.
      socket.pause();
      stream.once("drain", () => socket.resume());
    };
    const answered = ({ id, task }, body) => {
      try {
        const { value, body: bytes } = done(task, body);
        send({ is: "reply", id, value }, bytes);
      } catch (error) {
        send({ is: "reply", id, error: error.message });
      }
    };
    const take = (told, body) => {
      if (told.is === "out") print(stdout, body);
      else if (told.is === "aside") print(stderr, body);
      else if (told.is === "ask") answered(told, body);
      else if (told.is === "raw") stdin.setRawMode?.(told.on);
      else if (told.is === "listen") stdin[told.on ? "resume" : "pause"]();
      else if (told.is === "exit") {
        code = told.code;
        socket.end();
      } else if (told.is === "ready") {
        clearTimeout(late);
        began = true;
        send(begun(argv, env));
      } else socket.destroy();
    };
    stdin.on("data", (bytes) => send({ is: "typed" }, bytes)).pause();
    stdin.once("end", () => send({ is: "typed" }));
    for (const stream of [stdout, stderr])
      stream.on("resize", () => began && send({ is: "size", out: widthOf(stdout), aside: widthOf(stderr) }));
    // A reader such as `| head` may close the pipe early; that is not an error.
    stdout.on("error", (error) => (error.code === "EPIPE" ? process.exit(0) : failed(error)));
    socket.on("data", frames(take));
    socket.on("error", () => {}); // followed by "close", which tells what it meant
    socket.once("close", () => {
      clearTimeout(late);
      stdin.removeAllListeners();
      if (stdin.isTTY && began) stdin.setRawMode(false);
      stdin.pause();
      if (began && code === null) {
        const said = isChinese(env)
          ? "机器人在命令执行期间停止，结果未知。请先用 show 或 status 查看，再重试。"
          : "The bot stopped while the command ran, so its result is unknown. Check with show or status before you try again.";
        stderr.write(`${said}\n`);
        code = 1;
      }
      resolved(code);
    });
    const { SUPABASE_URL: url = null, SUPABASE_PUBLISHABLE_KEY: key = null } = env;
    send({ is: "hello", version: versionOf(root), url: url || null, key: key || null });
  });
}
