import { type Words, w } from "../ground/locale.ts";

/** Why an address cannot be a jump link, by the code of `jumpTrouble`. */
export const JUMP_TROUBLE_WORDS = {
  empty: w("链接为空", "the link is empty"),
  too_long: w("超过 256 个字符", "it's longer than 256 characters"),
  scheme: w("须以 http:// 或 https:// 开头", "it must start with http:// or https://"),
  characters: w(
    "含有空格、中文或其他须编码的字符",
    "it contains a space, a Chinese character or another character that must be encoded",
  ),
  credentials: w("不能带用户名或密码", "it can't contain a user name or password"),
  port: w("端口应在 1–65535 之间", "the port must be between 1 and 65535"),
  port_blocked: w(
    "该端口属于网页以外的服务（如 22 为 SSH，25 为邮件），浏览器也不会连接",
    "this port belongs to a non-web service (such as 22 for SSH, 25 for mail), and browsers won't connect to it",
  ),
  host: w("主机名不是完整的公网域名或 IPv4 地址", "the host isn't a full public domain or IPv4 address"),
  private: w("指向内网或保留地址", "it points to a private or reserved network"),
} as const satisfies Readonly<Record<string, Words>>;
