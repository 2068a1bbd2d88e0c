/** Lines as they are typed, with what they do: the examples of docs/commands.md. Tests read each, and run those that only read. */
export const EXAMPLES: readonly (readonly [line: string, says: string])[] = [
  ["help approve", "the options of one command"],
  ["help template", "the commands of one noun"],
  ["help sending", "the commands of one topic"],
  [
    "enterprise-edit --time-zone Europe/Berlin",
    "another time zone; days that were reported stay as they are",
  ],
  [
    'invite dora@demo.test "Readers, Operators"',
    "prints a link once, good for 7 days and for an account of that address alone",
  ],
  ["may KooMessage:sendTask:submit bob", "which policy of which group decides it"],
  ["who-can KooMessage:sendTask:approve", "who may decide about a send"],
  ["audit log", "computes the sealed chain anew and prints its head"],
  ["audit log 2026-11-01 2026-11-30", "the sealed rows of a period as NDJSON, to be proved elsewhere"],
  ["report 30 template --split", "by template, each day"],
  ["report --by vendor", "by phone maker"],
  ["report 365 --period month", "a year by months"],
  ["report --month last --by template", "last month by template"],
  ["report --from 2026-10-01 --to 2026-10-07", "a week that has passed"],
  ["report --of group_links --by link", "what group links were resolved"],
  ["report 30 item --place menu", "what was clicked in menus of service accounts"],
  ["digest week", "last week beside the one before"],
  [
    'subscribe "digest_day, digest_audit"',
    "in a chat channel: the digest of each day, and the heads of the audit logs",
  ],
  [
    "delegate Alice 2027-02-06",
    "who is asked in your place until that day; from a later day on: delegate Alice 2027-02-06 2027-02-01",
  ],
  ["quiet-hours 22:00 08:00", "what is for you alone comes at their end; none: at any time"],
  [
    "show 积分到期提醒",
    "a card with its picture. `approve` and `reject` decide about what was shown, in the terminal as on the card's buttons",
  ],
  ['reject 积分到期提醒 "the deadline is missing"', "the reason is for the maker and for the log"],
  [
    "filing add --form service_account",
    "a draft, filled in with what is approved for another form; `submit` sends it to a reviewer",
  ],
  [
    "send 签收提醒 订单通知 numbers.csv --trial --trial-size 20 --name first-trial",
    "a trial to twenty numbers; the rest waits for `release`",
  ],
  [
    'send 签收提醒 订单通知 numbers.csv --map "name=姓名; order_no=订单号"',
    "columns that are not called as the parameters",
  ],
  [
    'send 签收提醒 订单通知 numbers.csv --schedule "tomorrow 10"',
    "tomorrow at ten by the enterprise's clock",
  ],
  ['send 签收提醒 订单通知 numbers.csv --cron "every mon at 10" --until 2027-06-30', "every Monday at ten"],
  [
    'edit first-trial "2027-03-01 10:00"',
    "only what is named changes; approvals before are void, and it is submitted again (`--draft`: not yet)",
  ],
  ["status first-trial --watch", "in the terminal: until it is done"],
  [
    'link-new 签收提醒 云杉商城 1000 --params "name=Li; order_no=6-2"',
    "a group link, for a thousand resolutions",
  ],
  [
    'link-new 签收提醒 云杉商城 --flags "A1, A2" --params "name=Li | name=Wang"',
    "a personal link for each customer flag",
  ],
  ['link-regenerate 取件码 "3: name=Li; code=6-2 | 7: cust_flag=A12"', "makes failed links again, corrected"],
  ['send copy 会员日 "会员日 12 月"', "a draft with the same content and numbers"],
  ["message 13800138000", "the messages to a number, masked"],
  ["export add send", "a list as a file, for you alone; numbers are masked"],
  ["order sa-5k 2", "shows the total, and orders by its button or with the revision that it names"],
  [
    'device "Pura 70" --brand huawei --system harmonyos --system-version 4.2 --app-version 14.0',
    "whether this phone can show cards",
  ],
  ['device-numbers "13800138000, 13900139000"', "which of these numbers show cards, as the carrier says"],
  ['ask "how did the last 30 days go?"', "looks it up by these commands, with your rights"],
  ['draft image_text "members\' day, 50 yuan off"', "copy inside the limits of the layout; makes nothing"],
  ['sms-template add "Parcel" 云杉商城 "On its way {link}"', "another member reviews it"],
  [
    "binding add 106900001234 云杉商城 广东省深圳市",
    "which account stands behind a number, a signature and a region",
  ],
  ["chat-account unlink-all", "no chat account speaks for you any more"],
  [
    "robot add 值班群 --kind webhook --address https://ops.example.com/hook --kinds digest_audit",
    "the heads of the audit logs, at an address of yours",
  ],
  ["order confirm PO-1A2B3C4D5E BANK-7781 --sure", "a platform admin has seen the payment"],
];
