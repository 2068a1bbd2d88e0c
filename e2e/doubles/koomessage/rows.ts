/** The rows that the service keeps. */

/** A message that was sent to a phone. */
export type Message = {
  cursor: number;
  msg_id: string;
  /** As it was addressed. */
  to: string;
  text: string;
  sign: string;
  tpl_id: string | null;
  link: string | null;
  params: Readonly<Record<string, string>>;
  status: string;
  /** A receipt is due. */
  due: boolean;
  opens: boolean;
  repeats: number;
  at: number;
  receive_at: number;
};

/** A short link that was minted. */
export type Link = {
  aim_url: string;
  aim_code: string;
  cust_flag: string;
  dync_params: Readonly<Record<string, string>>;
  custom_url: string | null;
  custom_short_code: string | null;
  signs: readonly string[];
  times: number;
  expires_at: number;
};

export type Task = {
  task_id: string;
  kind: "send" | "sms" | "basic" | "resolve";
  task_name: string;
  tpl_id: string | null;
  at: number;
  /** What was asked for, given back in lists. */
  asked: Readonly<Record<string, unknown>>;
  messages: readonly Message[];
  links: readonly Link[];
  /** Numbers that were not sent to, each with its reason as the answer wrote it. */
  refused: readonly { to: string; code: string; said: object }[];
};

export type Factory = { factory_type: string; state: number };
export type Template = {
  tpl_id: string;
  tpl_name: string;
  tpl_type: "private" | "public";
  card_id: string;
  scene: string;
  description: string;
  sub_type: number;
  tpl_state: 0 | 1;
  audit_state: 0 | 1 | 2 | 3;
  audit_desc: string;
  pages: unknown;
  /** Names, without `${}`. */
  params: readonly string[];
  factories: readonly Factory[];
  at: number;
  /** When vendors decide about it; null: nothing is left to decide. */
  decides_at: number | null;
};

export type Material = {
  id: string;
  aim_resource_id: string;
  resource_type: "image" | "video" | "thumbnail";
  file_name: string;
  image_rate: string | null;
  description: string;
  bytes: number;
  thumbnail_of: string | null;
  at: number;
};

export type Callback = {
  id: string;
  of: "aim" | "basic";
  url_type: number;
  callback_url: string;
  remark: string;
};
export type App = { app_id: string; app_name: string; up_link_addr: string | null; at: number };
export type Signature = {
  signature_id: string;
  signature_name: string;
  signature_type: string;
  app_id: string;
  channel_num: string;
  status: string;
  at: number;
};
export type Variable = "NEWTEXT" | "TEXT" | "PHONE" | "CHARDIGIT" | "DATETIME" | "MONEY";
export type SmsTemplate = {
  template_id: string;
  template_name: string;
  template_content: string;
  template_type: string;
  signature_id: string;
  variables: readonly Variable[];
  flow_status: string;
  at: number;
};
export type BasicTemplate = {
  tpl_id: string;
  tpl_name: string;
  title: string;
  reslist: readonly { index?: string; type: string; name: string; source: string; content: string }[];
  sign: string;
  params: readonly string[];
  callbackurl: string | null;
  audit_state: 0 | 1 | 2;
  audit_desc: string;
  ends_at: number;
  at: number;
  decides_at: number | null;
};
