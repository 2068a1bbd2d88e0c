/** What `npm start` and `npm run status` say to a person, in the language of their terminal. */
import type { Env } from "./env.ts";

/** The addresses of a running copy. */
export type Addresses = { api: string; admin: string; carrier: string; bot: string; database: string };

const english = {
  starting: "Tidings is starting …",
  restarted: (name: string, log: string) => `${name} stopped unexpectedly and is restarting (${log})`,
  unstable: (name: string, log: string, said: string) =>
    `${name} keeps stopping (${log}). Before it stopped it said:\n${said}`,
  unwritten: (home: string, why: string) =>
    `${home} can't be written (${why}). If its disk is full, make room; what has stopped starts again by itself.`,
  broken: (name: string, why: string) => `${name} couldn't be started or stopped: ${why}`,
  waiting: (what: string, logs: string) => `Still waiting for ${what}. The logs are in ${logs}`,
  ready: (at: Addresses, seconds: string) => `
Tidings is ready (${seconds} s).

  Panel     ${at.admin}
  API       ${at.api}
  Carrier   ${at.carrier}  (sandbox)
  Database  ${at.database}

Sign in as alice@demo.test (owner), bob@demo.test (operator), carol@demo.test (reviewer),
dan@demo.test (read only) or olga@tidings.test (platform admin). The password is tidings-demo.

Try   npm run tidings -- --as alice@demo.test help
      npm run tidings -- --as carol@demo.test reviews

Ctrl-C stops everything; the next npm start continues where this one stopped.`,
  remote: (admin: string, url: string) =>
    `\nTidings is ready.\n\n  Panel     ${admin}\n  Project   ${url}\n\nCtrl-C stops the panel and the bot.`,
  stopping: "Stopping …",
  stopped: "Stopped.",
  busy: (port: number, variable: string, holder: string | undefined) =>
    `Port ${port} is taken${holder ? ` by ${holder}` : ""}. Stop that program, or choose another port: ${variable}=… npm start`,
  already: (pid: number, url: string | undefined) =>
    `Tidings is already running here (pid ${pid})${url === undefined ? ", and is still starting" : `: ${url}`}`,
  wrongEnv: (what: string) => `Tidings can't start, because these settings are wrong:\n${what}`,
  needKey: "SUPABASE_URL is set: SUPABASE_PUBLISHABLE_KEY must be set too.",
  needBot:
    "SUPABASE_URL is set: the bot needs its own account, so set TIDINGS_BOT_EMAIL, TIDINGS_BOT_PASSWORD and TIDINGS_BOT_KEY too.",
  migration: (why: string, folder: string) =>
    `${why}\nBefore the first release, migrations are rewritten in place. Move the data folder away and start again; nothing in it is lost: mv ${folder} ${folder}.old`,
  failed: (why: string) => `Tidings couldn't start: ${why}`,
  full: (home: string) =>
    `Tidings couldn't start: the disk of ${home} is full. Make room and run npm start again.`,
  doors: "Security checks (docs/security.md):",
  nothing: (home: string) => `Tidings isn't running on ${home}. Start it with: npm start`,
};

const chinese: typeof english = {
  starting: "Tidings 正在启动……",
  restarted: (name, log) => `${name} 意外退出,正在重新启动(${log})`,
  unstable: (name, log, said) => `${name} 反复退出(${log})。退出前的输出:\n${said}`,
  unwritten: (home, why) => `无法写入 ${home}(${why})。如果磁盘已满,请腾出空间;已停止的部分会自动重新启动。`,
  broken: (name, why) => `${name} 无法启动或停止:${why}`,
  waiting: (what, logs) => `仍在等待 ${what}。日志目录:${logs}`,
  ready: (at, seconds) => `
Tidings 已就绪(${seconds} 秒)。

  管理后台  ${at.admin}
  接口      ${at.api}
  运营商    ${at.carrier}(沙箱)
  数据库    ${at.database}

可登录账号:alice@demo.test(主账号)、bob@demo.test(运营)、carol@demo.test(审核)、
dan@demo.test(只读)、olga@tidings.test(平台管理员)。密码均为 tidings-demo。

试一试  npm run tidings -- --as alice@demo.test help
        npm run tidings -- --as carol@demo.test reviews

按 Ctrl-C 停止;下次 npm start 从停止处继续。`,
  remote: (admin, url) =>
    `\nTidings 已就绪。\n\n  管理后台  ${admin}\n  项目      ${url}\n\n按 Ctrl-C 停止管理后台和机器人。`,
  stopping: "正在停止……",
  stopped: "已停止。",
  busy: (port, variable, holder) =>
    `端口 ${port} 已被占用${holder ? `(${holder})` : ""}。请结束该程序,或换一个端口:${variable}=… npm start`,
  already: (pid, url) => `Tidings 已在此运行(进程 ${pid}):${url}`,
  wrongEnv: (what) => `Tidings 无法启动,以下设置有误:\n${what}`,
  needKey: "已设置 SUPABASE_URL,还须设置 SUPABASE_PUBLISHABLE_KEY。",
  needBot:
    "已设置 SUPABASE_URL:机器人须有自己的账号,请同时设置 TIDINGS_BOT_EMAIL、TIDINGS_BOT_PASSWORD 和 TIDINGS_BOT_KEY。",
  migration: (why, folder) =>
    `${why}\n首个版本发布之前,迁移文件会就地改写。请将数据目录移开后重新启动(其中的数据不会丢失):mv ${folder} ${folder}.old`,
  failed: (why) => `Tidings 未能启动:${why}`,
  full: (home) => `Tidings 未能启动:${home} 所在的磁盘已满。请腾出空间后重新执行 npm start。`,
  doors: "安全检查(docs/security.md):",
  nothing: (home) => `${home} 上没有正在运行的 Tidings。启动:npm start`,
};

/** The words for this terminal: Chinese where the locale says `zh`, English otherwise. */
export function wordsFor(env: Pick<Env, "LC_ALL" | "LC_MESSAGES" | "LANG">): typeof english {
  return /^zh/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "") ? chinese : english;
}
