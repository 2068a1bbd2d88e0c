import {
  AccountBookOutlined,
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BarcodeOutlined,
  BellOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClearOutlined,
  CloudUploadOutlined,
  ClusterOutlined,
  CommentOutlined,
  ContactsOutlined,
  ControlOutlined,
  DashboardOutlined,
  DollarOutlined,
  DownloadOutlined,
  ExportOutlined,
  FileImageOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FilterOutlined,
  FireOutlined,
  HistoryOutlined,
  HomeOutlined,
  HourglassOutlined,
  ImportOutlined,
  KeyOutlined,
  LaptopOutlined,
  LayoutOutlined,
  LinkOutlined,
  MessageOutlined,
  MobileOutlined,
  NumberOutlined,
  PictureOutlined,
  PieChartOutlined,
  ProfileOutlined,
  QrcodeOutlined,
  QuestionCircleOutlined,
  RobotOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  SearchOutlined,
  SendOutlined,
  SettingOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  SignatureOutlined,
  SolutionOutlined,
  StopOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UnorderedListOutlined,
  UserAddOutlined,
  UsergroupAddOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ResourceProps } from "@refinedev/core";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { ReactNode } from "react";

/** The groups of the menu, in their order; `settings` is a page of its own. With the overview twelve at most: more are no help in finding a page. */
export const SECTIONS = [
  "messaging",
  "basic",
  "links",
  "accounts",
  "review",
  "money",
  "settings",
  "deployment",
] as const;

/** What is set once and looked at seldom: the groups of the page of settings, in their order. */
export const SETTINGS = ["own", "people", "enterprise", "sending", "programs"] as const;
type Section = (typeof SECTIONS)[number] | (typeof SETTINGS)[number];

/** Is a page of this section found on that of settings? */
export const isSetting = (section: unknown): boolean => SETTINGS.some((one) => one === section);

/** Settings that are found on the page of another, not in the menu. */
const WITHIN: readonly Noun[] = ["marketing_window", "operation_protection", "approver_mfa", "review_hours"];

/** Is the page of this address one of these? */
export const isWithin = (pathname: string): boolean =>
  WITHIN.some((noun) => pathname === `/${NOUNS[noun].path}`);

/** A declared noun in the menu. `alone`: also for anyone who works in no enterprise. */
function declared(noun: Noun, section: Section, icon: ReactNode, alone = false): ResourceProps {
  const { path, many } = NOUNS[noun];
  return {
    name: path,
    list: `/${path}`,
    create: `/${path}/new`,
    edit: `/${path}/:id/edit`,
    show: `/${path}/:id`,
    meta: { icon, section, words: many, alone },
  };
}

/** The one list that the menu has a second time, with a filter, and the table of its rows. */
export const NARROWED = { table: "send_cards", list: "/sends?kind=basic" } as const;

/** Refine's resources: their paths, and their section of the menu. */
export const RESOURCES: ResourceProps[] = [
  { name: "overview", list: "/", meta: { icon: <HomeOutlined /> } },
  declared("template", "messaging", <LayoutOutlined />),
  declared("media", "messaging", <PictureOutlined />),
  declared("public_template", "messaging", <AppstoreOutlined />, true),
  declared("number_file", "messaging", <ContactsOutlined />),
  declared("send", "messaging", <SendOutlined />),
  {
    name: "send-details",
    list: "/sends/details",
    meta: { icon: <ProfileOutlined />, section: "messaging" },
  },
  { name: "messages", list: "/messages", meta: { icon: <SearchOutlined />, section: "messaging" } },
  declared("reply", "messaging", <MessageOutlined />),
  declared("receipt", "messaging", <QuestionCircleOutlined />),
  declared("basic_template", "basic", <FileImageOutlined />),
  { name: "basic-sends", list: NARROWED.list, meta: { icon: <SendOutlined />, section: "basic" } },
  declared("basic_signature", "basic", <SignatureOutlined />),
  {
    name: "basic-reports",
    list: "/reports/basic-sends",
    show: "/reports/basic-templates",
    meta: { icon: <BarChartOutlined />, section: "basic" },
  },
  declared("resolve_task", "links", <QrcodeOutlined />),
  { name: "devices", list: "/devices", meta: { icon: <MobileOutlined />, section: "messaging" } },
  { name: "settings", list: "/settings", meta: { icon: <SettingOutlined />, alone: true } },
  declared("filing", "sending", <SolutionOutlined />),
  declared("sms_app", "sending", <AppstoreOutlined />),
  declared("sms_signature", "sending", <SignatureOutlined />),
  declared("signature_network", "sending", <ClusterOutlined />, true),
  declared("sms_template", "sending", <FileTextOutlined />),
  declared("domain", "links", <LinkOutlined />),
  declared("jump_batch", "links", <ExportOutlined />),
  declared("service_account", "accounts", <ShopOutlined />),
  declared("account_part", "accounts", <AuditOutlined />),
  declared("port", "accounts", <NumberOutlined />),
  declared("port_binding", "accounts", <ApartmentOutlined />),
  declared("shortcut", "accounts", <ThunderboltOutlined />),
  declared("own_field", "enterprise", <TagsOutlined />),
  declared("alert", "review", <BellOutlined />),
  declared("incident", "review", <FireOutlined />),
  declared("robot", "review", <RobotOutlined />),
  declared("chat_channel", "review", <CommentOutlined />),
  declared("approval_rule", "review", <SafetyCertificateOutlined />),
  declared("opt_out", "review", <StopOutlined />),
  declared("retention_period", "enterprise", <HourglassOutlined />),
  declared("erasure", "enterprise", <ClearOutlined />),
  declared("send_settings", "sending", <ControlOutlined />),
  declared("link_rules", "links", <SafetyOutlined />),
  declared("channel", "sending", <ApiOutlined />, true),
  declared("callback", "programs", <CloudUploadOutlined />),
  declared("callback_post", "programs", <UnorderedListOutlined />),
  declared("import_item", "enterprise", <ImportOutlined />),
  declared("result_code", "sending", <BarcodeOutlined />, true),
  {
    name: "platform",
    list: "/platform",
    meta: { icon: <ControlOutlined />, section: "deployment", alone: true },
  },
  declared("carrier", "deployment", <ClusterOutlined />, true),
  declared("tenant", "deployment", <BankOutlined />, true),
  declared("vendor_review", "deployment", <CheckSquareOutlined />, true),
  declared("banned_word", "deployment", <FilterOutlined />, true),
  declared("holiday", "deployment", <CalendarOutlined />, true),
  declared("number_prefix", "deployment", <NumberOutlined />, true),
  declared("restore", "deployment", <HistoryOutlined />, true),
  declared("call_limit", "deployment", <DashboardOutlined />, true),
  declared("package", "money", <PieChartOutlined />),
  declared("offer", "money", <TagsOutlined />, true),
  declared("order", "money", <ShoppingCartOutlined />, true),
  declared("unit_price", "money", <DollarOutlined />, true),
  declared("ledger_entry", "money", <AccountBookOutlined />),
  {
    name: "reports",
    list: "/reports",
    show: "/reports/:report",
    meta: { icon: <BarChartOutlined />, section: "money" },
  },
  declared("export", "money", <DownloadOutlined />),
  {
    name: "enterprise-page",
    list: "/enterprise",
    meta: { icon: <BankOutlined />, section: "enterprise" },
  },
  declared("member", "people", <TeamOutlined />),
  declared("invitation", "people", <UserAddOutlined />),
  declared("access_key", "programs", <KeyOutlined />),
  declared("access_key_request", "programs", <UnorderedListOutlined />),
  declared("standing_approval", "review", <FileProtectOutlined />),
  declared("group", "people", <UsergroupAddOutlined />),
  declared("policy", "people", <SafetyCertificateOutlined />),
  { name: "rights", list: "/rights", meta: { icon: <QuestionCircleOutlined />, section: "people" } },
  declared("chat_identity", "own", <MessageOutlined />),
  declared("session", "own", <LaptopOutlined />, true),
  declared("audit_entry", "people", <AuditOutlined />),
  { name: "own-page", list: "/account", meta: { icon: <UserOutlined />, section: "own" } },
];
