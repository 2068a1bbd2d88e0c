import { type Words, w } from "../ground/locale.ts";
import { REACH_TROUBLES, type Troubles, wordsOfTrouble } from "../ground/reach_trouble.ts";
import { KOOMESSAGE_TROUBLES } from "./koomessage_trouble.ts";

/** What the adapters of a channel keep of a failed call, and the words for it, whose place is what the pattern finds. */
const TROUBLES: Troubles = [
  [/^the carrier answered (?<what>\d{3})\b/, w("运营商返回 HTTP {what}", "the carrier returned HTTP {what}")],
  [/^the connection failed: (?<what>.*)$/s, w("连接失败：{what}", "connection failed: {what}")],
  // Of connections that a worker holds (SMPP): what the carrier said, and what to do about it.
  [
    /^the carrier refused the bind with ESME_RINVPASWD$/,
    w("运营商不接受密码：请更换运营商密钥", "the carrier rejected the password: rotate the carrier's key"),
  ],
  [
    /^the carrier refused the bind with ESME_RINVSYSID$/,
    w(
      "运营商不接受 system id：请更换运营商密钥",
      "the carrier rejected the system id: rotate the carrier's key",
    ),
  ],
  [
    /^the carrier refused the bind with ESME_RINVSYSTYP$/,
    w(
      "运营商不接受 system type：请在运营商设置中修改",
      "the carrier rejected the system type: change it in the carrier settings",
    ),
  ],
  [
    /^the carrier refused the bind with ESME_RBINDFAIL$/,
    w(
      "运营商没有可用的连接：请向运营商确认允许的连接数，并相应设置",
      "the carrier has no free connection: ask how many it allows and set that number",
    ),
  ],
  [
    /^the carrier refused the bind with ESME_RALYBND$/,
    w(
      "运营商已有此连接：请减少连接数，或等运营商断开旧连接",
      "the carrier already has this connection: use fewer connections, or wait until it drops the old one",
    ),
  ],
  [
    /^the carrier refused the bind with (?<what>\S+)$/,
    w("运营商拒绝连接：{what}", "the carrier refused the connection: {what}"),
  ],
  [/^the carrier answered (?<what>ESME_\w+)$/, w("运营商返回 {what}", "the carrier returned {what}")],
  [/^the carrier does not answer$/, w("运营商无响应", "the carrier isn't responding")],
  [/^the carrier closed the connection$/, w("运营商断开了连接", "the carrier closed the connection")],
  [/^the connection broke: (?<what>.*)$/s, w("连接中断：{what}", "connection lost: {what}")],
  [
    /^no connection to the carrier is bound$/,
    w("与运营商没有可用的连接", "no connection to the carrier is available"),
  ],
  [
    /^no worker holds the connections$/,
    w(
      "没有 worker 连接到运营商：请启动 supabase/worker",
      "no worker is connected to the carrier: start supabase/worker",
    ),
  ],
  ...REACH_TROUBLES,
  ...KOOMESSAGE_TROUBLES,
];

/** Why a channel, a robot or a callback failed, in the reader's language; what is in no list of ours stays as it was said. */
export const troubleWords = (error: string): Words => wordsOfTrouble(TROUBLES, error);
