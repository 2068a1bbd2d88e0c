// Written by supabase/local/types.ts from the migrations.

/** A value of a JSON column. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** The enums of the schema `public`. */
export type Enums = {
  account_part_kind: "profile"|"menus"|"home";
  account_state: "active"|"frozen";
  audit_outcome: "granted"|"refused";
  callback_kind: "send"|"template"|"send_batch"|"basic_send"|"basic_reply"|"sms_reply";
  channel_adapter: "sandbox"|"smpp"|"koomessage";
  click_place: "menu"|"home"|"shortcut";
  delivery_state: "pending"|"handed"|"unknown"|"timed_out"|"expired"|"failed"|"delivered"|"opted_out"|"capped"|"cancelled";
  enterprise_type: "company"|"government"|"institution"|"sole_trader"|"private_non_enterprise"|"social_organisation";
  export_format: "csv"|"xlsx"|"ndjson";
  export_state: "queued"|"running"|"done"|"failed"|"expired";
  filing_certificate: "business_licence"|"three_in_one"|"five_in_one"|"non_profit";
  filing_form: "send_task"|"short_link"|"basic"|"service_account";
  filing_industry: "finance"|"social"|"entertainment"|"travel"|"shopping"|"local_life"|"sports_health"|"education"|"news"|"carrier"|"other";
  filing_material: "licence"|"commitment"|"signature_authorisation"|"port_register"|"huawei_authorisation"|"company_relation"|"special";
  holiday_kind: "off"|"workday";
  import_kind: "signature"|"sms_template"|"template"|"domain"|"send_task"|"resolve_task"|"link";
  import_state: "approved"|"reviewing"|"rejected"|"off"|"done"|"failed"|"other";
  link_event_kind: "resolution"|"human"|"bot"|"refused";
  link_reject_reason: "missing_parameter"|"cust_flag_missing"|"cust_flag_too_long"|"duplicate"|"retrying";
  media_state: "active"|"trashed";
  message_kind: "aim"|"basic"|"text";
  network: "mobile"|"unicom"|"telecom"|"broadnet"|"unknown";
  number_file_state: "uploading"|"importing"|"ready"|"failed";
  order_state: "ordered"|"paid"|"cancelled"|"declined";
  own_kind: "text"|"long"|"choice"|"flag"|"count"|"day";
  port_kind: "plain"|"prefix"|"suffix";
  quota_kind: "aim_resolution"|"basic"|"sa_resolution";
  reject_reason: "invalid_number"|"duplicate"|"too_many_columns"|"line_too_long"|"cust_flag_missing"|"cust_flag_too_long"|"unclean"|"open_quote";
  resolve_task_kind: "group"|"personal";
  resolve_task_state: "generating"|"partial"|"done"|"failed"|"cancelled";
  review_state: "draft"|"in_review"|"approved"|"rejected";
  send_origin: "own"|"occurrence"|"resend"|"test";
  send_state: "draft"|"in_review"|"rejected"|"expanding"|"ready"|"sending"|"trial_hold"|"recurring"|"paused"|"done"|"cancelled";
  send_timing: "immediate"|"scheduled"|"recurring";
  signature_kind: "notification"|"promotion";
  signature_report: "not_yet"|"reported"|"refused";
  signature_source: "company"|"website"|"app"|"mini_program"|"shop"|"trademark";
  template_resolver: "carrier"|"by_hand";
  template_usage: "commercial"|"trial";
  vendor: "huawei"|"xiaomi"|"oppo"|"vivo"|"meizu"|"samsung";
  vendor_review_state: "pending"|"approved"|"rejected";
  version_state: "draft"|"in_review"|"vendor_review"|"approved"|"rejected";
};

/** The rows of its tables and views. */
export type Rows = {
  access_key_cards: {
    addresses: Json | null;
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    former_used_at: string | null;
    id: string;
    key_id: string;
    most_a_minute: number;
    name: string;
    policies: Json | null;
    revoked_at: string | null;
    revoked_by_name: string | null;
    secret_made_at: string | null;
    secrets: number | null;
    state: string;
    test: boolean;
    used_at: string | null;
    used_from: string | null;
  };
  access_key_policies: {
    access_key_id: string;
    enterprise_id: string;
    policy_id: string;
  };
  access_key_request_cards: {
    access_key_id: string;
    access_key_name: string | null;
    address: string | null;
    again_id: string | null;
    again_name: string | null;
    at: string;
    body: Json | null;
    called: string | null;
    code: string | null;
    enterprise_id: string;
    id: number;
    method: string;
    outcome: string | null;
    path: string;
    query: string | null;
    request_id: string;
    send_id: string | null;
    send_name: string | null;
    status: number;
    took_ms: number;
  };
  access_key_requests: {
    access_key_id: string;
    address: unknown;
    again_id: string | null;
    at: string;
    body: Json | null;
    code: string | null;
    enterprise_id: string;
    id: number;
    method: string;
    path: string;
    request_id: string;
    send_id: string | null;
    status: number;
    took_ms: number;
  };
  access_keys: {
    addresses: (unknown)[];
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    id: string;
    key_id: string;
    most_a_minute: number;
    name: string;
    revoked_at: string | null;
    revoked_by: string | null;
    state: string;
    test: boolean;
    used_at: string | null;
    used_from: unknown;
  };
  account_part_cards: {
    account_id: string;
    account_state: Enums["account_state"];
    change_reason: string | null;
    content: Json | null;
    created_at: string;
    decided_at: string | null;
    decided_by_name: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["account_part_kind"];
    live_content: Json | null;
    live_version: number | null;
    name: string;
    own: Json | null;
    reason: string | null;
    remark: string;
    revision: number;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  account_part_versions: {
    change_reason: string | null;
    content: Json | null;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    next_own: NonNullable<Json>;
    part_id: string;
    reason: string | null;
    revision: number;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    version: number;
  };
  account_parts: {
    account_id: string;
    created_at: string;
    enterprise_id: string;
    id: string;
    kind: Enums["account_part_kind"];
    latest_version_id: string | null;
    live_version_id: string | null;
  };
  account_signatures: {
    enterprise_id: string | null;
    id: string | null;
    name: string | null;
  };
  alert_cards: {
    at: string;
    details: NonNullable<Json>;
    enterprise_id: string;
    id: number;
    kind: string;
    name: string | null;
    resource: string;
    resource_id: string | null;
    seen_at: string | null;
    seen_by_name: string | null;
    state: string | null;
    waits: boolean | null;
  };
  alerts: {
    at: string;
    caused_by: string | null;
    details: NonNullable<Json>;
    enterprise_id: string;
    id: number;
    incident_id: string | null;
    kind: string;
    resource: string;
    resource_id: string | null;
    seen_at: string | null;
    seen_by: string | null;
  };
  approval_rule_cards: {
    able: number | null;
    approvers: number;
    conditions: Json | null;
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    group_id: string | null;
    group_name: string | null;
    id: string;
    marketing: boolean | null;
    min_audience: number | null;
    min_cost_fen: number | null;
    min_units: number | null;
    name: string;
    requester_group: string | null;
    requester_group_id: string | null;
  };
  approval_rules: {
    approvers: number;
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    group_id: string | null;
    id: string;
    marketing: boolean | null;
    min_audience: number | null;
    min_cost_fen: number | null;
    min_units: number | null;
    name: string;
    requester_group_id: string | null;
  };
  approver_mfa: {
    approver_mfa: string;
    enterprise_id: string;
    id: string;
  };
  audit_entries: {
    actor_name: string | null;
    after: Json | null;
    at: string;
    before: Json | null;
    code: string | null;
    details: Json | null;
    enterprise_id: string | null;
    id: number;
    name: string | null;
    outcome: Enums["audit_outcome"];
    reason: string | null;
    resource: string;
    resource_id: string | null;
    source: string;
    trace_id: string | null;
    verb: string;
  };
  audit_log: {
    actor: string | null;
    actor_name: string | null;
    after: Json | null;
    at: string;
    before: Json | null;
    code: string | null;
    details: Json | null;
    enterprise_id: string | null;
    id: number;
    marks: (string)[];
    outcome: Enums["audit_outcome"];
    reason: string | null;
    resource: string;
    resource_id: string | null;
    source: string;
    trace_id: string | null;
    verb: string;
    xact: unknown;
  };
  audit_seals: {
    chain: string;
    hash: string;
    log_id: number;
    sealed_at: string;
    seq: number;
  };
  banned_word_cards: {
    added_at: string;
    id: string;
    why: string;
    word: string;
  };
  banned_words: {
    added_at: string;
    folded: string;
    id: string;
    why: string;
    word: string;
  };
  basic_send_report: {
    batch_no: string | null;
    day: string;
    delivered: number | null;
    enterprise_id: string;
    expired: number | null;
    failed: number | null;
    message_kind: Enums["message_kind"];
    network: Enums["network"];
    resolutions: number | null;
    send_count: number | null;
    send_id: string;
    send_name: string | null;
    signature: string | null;
    submission_count: number | null;
    template_id: string | null;
    template_name: string | null;
    timed_out: number | null;
    unknown: number | null;
  };
  basic_signature_cards: {
    company_name: string;
    created_at: string;
    created_by: string | null;
    created_by_name: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enterprise_id: string;
    filed: boolean | null;
    id: string;
    name: string;
    note: string;
    other_name: string | null;
    other_path: string | null;
    proof_name: string | null;
    proof_path: string | null;
    reason: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    third_party: boolean;
    waits_for: Json | null;
  };
  basic_signatures: {
    company_name: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    name: string;
    note: string;
    other_name: string | null;
    other_path: string | null;
    proof_name: string | null;
    proof_path: string | null;
    reason: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    third_party: boolean;
  };
  basic_template_cards: {
    adapter: Enums["channel_adapter"] | null;
    author: string | null;
    changed_at: string | null;
    channel_id: string | null;
    channel_name: string | null;
    content: NonNullable<Json>;
    created_at: string;
    created_by: string | null;
    created_by_name: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    expired: boolean | null;
    id: string;
    is_dynamic: boolean | null;
    last_used_at: string | null;
    live_version: number | null;
    live_version_id: string | null;
    name: string;
    networks: Json | null;
    own: NonNullable<Json>;
    parameters: (string)[];
    reason: string | null;
    revision: number;
    sends_ahead: number | null;
    shown_state: string | null;
    signature: string | null;
    signature_id: string | null;
    state: Enums["version_state"];
    subject: string | null;
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    used: number | null;
    valid_until: string | null;
    validity_days: number | null;
    version: number;
    version_id: string;
    waits_for: Json | null;
    weight: number | null;
  };
  basic_template_report: {
    bots: number;
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    humans: number;
    kind: string;
    layout: string | null;
    line: string | null;
    message_kind: Enums["message_kind"];
    minted: number;
    network: Enums["network"] | null;
    refused: number;
    resolutions: number;
    send_count: number;
    signature: string | null;
    submission_count: number;
    template_id: string | null;
    template_name: string | null;
    timed_out: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  call_limit_cards: {
    allowed_24h: number | null;
    id: string | null;
    most: number | null;
    name: string | null;
    per: string | null;
    refused_24h: number | null;
    scope: string | null;
    why: string | null;
  };
  callback_cards: {
    app_id: string | null;
    app_name: string | null;
    enterprise_id: string;
    error: string | null;
    failures: number;
    former_until: string | null;
    health: string | null;
    id: string;
    kind: Enums["callback_kind"];
    name: string | null;
    place: number | null;
    posting: string;
    set_at: string | null;
    set_by_name: string | null;
    set_from: string | null;
    taken_at: string | null;
    url: string | null;
    waiting: number | null;
  };
  callback_post_cards: {
    app_name: string | null;
    attempts: number;
    body: Json | null;
    callback_id: string;
    created_at: string;
    enterprise_id: string;
    error: string | null;
    id: number;
    kind: Enums["callback_kind"];
    n: number;
    name: string | null;
    state: string;
    status: number | null;
    took_ms: number | null;
    tried_at: string | null;
    type: string;
  };
  callback_posts: {
    ats: (number)[] | null;
    attempts: number;
    callback_id: string;
    codes: (string)[] | null;
    created_at: string;
    due_at: string | null;
    enterprise_id: string;
    error: string | null;
    failing_since: string | null;
    id: number;
    ids: (number)[] | null;
    items: Json | null;
    n: number;
    state: string;
    status: number | null;
    statuses: (string)[] | null;
    took_ms: number | null;
    tried_at: string | null;
    type: string;
  };
  callbacks: {
    app_id: string | null;
    enterprise_id: string;
    error: string | null;
    failures: number;
    id: string;
    kind: Enums["callback_kind"];
    posting: string;
    set_at: string | null;
    set_by: string | null;
    set_from: string | null;
    taken_at: string | null;
    url: string | null;
  };
  carrier_cards: {
    adapter: Enums["channel_adapter"];
    base_url: string;
    batch_size: number;
    binds: number | null;
    callbacks: string | null;
    callbacks_address: string | null;
    callbacks_why: string | null;
    channels: number | null;
    created_at: string;
    health: string | null;
    iam_url: string | null;
    id: string;
    idempotent: boolean;
    ids: string | null;
    key_rotated_at: string | null;
    last_outage_at: string | null;
    link_domain: string | null;
    long_texts: string | null;
    minutes_down: number | null;
    name: string;
    number_prefix: string | null;
    open_to_all: boolean;
    rate_per_s: number | null;
    receipt_hours: number | null;
    receipt_sources: string | null;
    revision: number;
    sick: number | null;
    sign_in: string | null;
    sms_app_name: string | null;
    source_npi: number | null;
    source_ton: number | null;
    state: string;
    system_type: string | null;
    test_template_id: string | null;
    window: number | null;
  };
  carrier_outage_cards: {
    carrier_id: string;
    carrier_name: string | null;
    channel_id: string;
    channel_name: string;
    enterprise_name: string | null;
    error: string | null;
    id: number;
    minutes: number | null;
    since: string;
    until: string | null;
  };
  carrier_outages: {
    carrier_id: string;
    channel_id: string;
    error: string | null;
    id: number;
    since: string;
    until: string | null;
  };
  carrier_test_cards: {
    asked_at: string;
    asked_by_name: string;
    carrier_id: string;
    carrier_name: string | null;
    channel_number: string;
    code: string | null;
    code_said: Json | null;
    ended_at: string | null;
    id: string;
    number: string;
    state: string;
  };
  carrier_tests: {
    asked_at: string;
    asked_by_name: string;
    carrier_id: string;
    channel_id: string;
    code: string | null;
    ended_at: string | null;
    id: string;
    number: string;
    state: string;
  };
  carriers: {
    adapter: Enums["channel_adapter"];
    base_url: string;
    batch_size: number;
    created_at: string;
    id: string;
    idempotent: boolean;
    name: string;
    next_at: string;
    number_prefix: string | null;
    open_to_all: boolean;
    rate_per_s: number | null;
    receipt_timeout: string;
    revision: number;
    settings: NonNullable<Json>;
    state: string;
  };
  channel_cards: {
    adapter: Enums["channel_adapter"];
    batch_size: number;
    carrier_id: string;
    carrier_name: string | null;
    created_at: string;
    enterprise_id: string;
    enterprise_name: string | null;
    failures: number;
    health: string | null;
    id: string;
    idempotent: boolean;
    is_default: boolean;
    last_error: string | null;
    link_risk: (Enums["network"])[];
    mints_at: string | null;
    mints_at_name: string | null;
    name: string;
    number: string;
    rate_per_s: number | null;
    receipt_timeout: string;
    resolver: Enums["template_resolver"];
    sick_since: string | null;
    state: string;
    tries_at: string | null;
  };
  channels: {
    adapter: Enums["channel_adapter"];
    base_url: string;
    batch_size: number;
    carrier_id: string;
    created_at: string;
    enterprise_id: string;
    failures: number;
    id: string;
    idempotent: boolean;
    is_default: boolean;
    last_error: string | null;
    link_risk: (Enums["network"])[];
    mints_at: string | null;
    name: string;
    next_at: string;
    number: string;
    probe_at: string;
    rate_per_s: number | null;
    receipt_timeout: string;
    resolver: Enums["template_resolver"];
    resume_at: string;
    settings: NonNullable<Json>;
    sick_since: string | null;
    state: string;
  };
  chat_identities: {
    aal: string;
    chat_user: string;
    id: string;
    linked_at: string;
    provider: string;
    team: string;
    used_at: string;
    user_id: string;
  };
  chat_identity_cards: {
    aal: string | null;
    account: string | null;
    id: string | null;
    linked_at: string | null;
    member_id: string | null;
    member_name: string | null;
    provider: string | null;
    user_id: string | null;
  };
  chat_subscriptions: {
    chat_channel: string;
    chat_user: string;
    created_at: string;
    created_by: string;
    enterprise_id: string;
    id: string;
    kinds: (string)[];
    locale: string;
    name: string;
    provider: string;
    team: string;
  };
  click_account_names: {
    account_id: string;
    account_name: string;
    enterprise_id: string;
    remark: string;
  };
  click_days: {
    account_id: string | null;
    clicks: number;
    day: string;
    enterprise_id: string;
    item: string;
    name: string;
    place: Enums["click_place"];
    shortcut_id: string | null;
    vendor: Enums["vendor"];
  };
  click_detail_days: {
    account_id: string | null;
    account_name: string | null;
    clicks: number;
    day: string;
    enterprise_id: string;
    item: string;
    item_name: string;
    line: string | null;
    name: string | null;
    place: Enums["click_place"];
    remark: string | null;
    shortcut_id: string | null;
    shortcut_name: string | null;
    vendor: Enums["vendor"];
  };
  click_report_days: {
    account_id: string | null;
    account_name: string | null;
    clicks: number | null;
    day: string;
    enterprise_id: string;
    homes: number | null;
    line: string | null;
    menus: number | null;
    name: string | null;
    remark: string | null;
    shortcut_id: string | null;
    shortcut_name: string | null;
    shortcuts: number | null;
    vendor: Enums["vendor"];
  };
  click_shortcut_names: {
    enterprise_id: string;
    shortcut_id: string;
    shortcut_name: string;
  };
  deciders: {
    away_until: string | null;
    delegate_name: string | null;
    email: string | null;
    enterprise_id: string | null;
    id: string | null;
    name: string | null;
    resource: string | null;
    resource_id: string | null;
  };
  deliveries: {
    carrier_id: string | null;
    code: string | null;
    enterprise_id: string;
    final_at: string | null;
    handed_at: string | null;
    id: number;
    message_kind: Enums["message_kind"];
    network: Enums["network"];
    ordinal: number;
    params: Json | null;
    phone: string;
    resolved: number;
    segments: number;
    send_id: string;
    state: Enums["delivery_state"];
    told_network: Enums["network"] | null;
    vendor: Enums["vendor"] | null;
  };
  delivery_cards: {
    carrier_id: string | null;
    code: string | null;
    code_said: Json | null;
    enterprise_id: string;
    final_at: string | null;
    handed_at: string | null;
    id: number;
    link_code: string | null;
    network: Enums["network"] | null;
    network_told: boolean | null;
    ordinal: number;
    param_names: (string)[] | null;
    phone: string | null;
    resolved: number;
    segments: number;
    send_id: string;
    state: Enums["delivery_state"];
    vendor: Enums["vendor"] | null;
  };
  domain_cards: {
    created_at: string;
    created_by: string | null;
    custom_codes: boolean;
    decided_at: string | null;
    decided_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    host: string | null;
    id: string;
    is_default: boolean;
    link_example: string | null;
    name: string;
    proof_name: string | null;
    proof_path: string | null;
    reason: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    waits_for: Json | null;
  };
  domains: {
    created_at: string;
    created_by: string | null;
    custom_codes: boolean;
    decided_at: string | null;
    decided_by: string | null;
    enabled: boolean;
    enterprise_id: string;
    host: string | null;
    id: string;
    is_default: boolean;
    name: string;
    proof_name: string | null;
    proof_path: string | null;
    reason: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
  };
  enterprises: {
    approver_mfa: string;
    created_at: string;
    created_by: string | null;
    group_burst: number;
    id: string;
    jump_approval: boolean;
    marketing_from: string;
    marketing_to: string;
    name: string;
    operation_protection: boolean;
    personal_burst: number;
    review_hours: number | null;
    time_zone: string;
  };
  erasure_cards: {
    created_at: string;
    created_by: string;
    created_by_name: string | null;
    enterprise_id: string;
    files: number;
    finished_at: string | null;
    id: string;
    links: number;
    messages: number;
    name: string | null;
    numbers: number;
    other_rows: number;
    reason: string;
    state: string;
    waits_for: string | null;
  };
  erasures: {
    created_at: string;
    created_by: string;
    enterprise_id: string;
    files: number;
    finished_at: string | null;
    id: string;
    links: number;
    messages: number;
    numbers: number;
    other_rows: number;
    reason: string;
    state: string;
    waits_for: string | null;
  };
  export_cards: {
    bytes: number;
    created_at: string;
    downloaded: boolean | null;
    downloaded_at: string | null;
    enterprise_id: string;
    error: string | null;
    expires_at: string | null;
    finished_at: string | null;
    format: Enums["export_format"];
    id: string;
    name: string;
    period: string | null;
    rows: number;
    source: string;
    state: Enums["export_state"];
    total: number | null;
    whole: boolean;
  };
  exports: {
    advanced_at: string;
    bytes: number;
    columns: (string)[];
    created_at: string;
    cursor: Json | null;
    downloaded_at: string | null;
    enterprise_id: string;
    error: string | null;
    expires_at: string | null;
    filters: NonNullable<Json>;
    finished_at: string | null;
    format: Enums["export_format"];
    id: string;
    lease: string | null;
    leased_until: string;
    locale: string;
    made_by: string;
    name: string;
    parent: string | null;
    report: Json | null;
    rows: number;
    slices: number;
    sort: Json | null;
    source: string;
    state: Enums["export_state"];
    tail: Json | null;
    total: number | null;
    tries: number;
    whole: boolean;
    zone: string;
  };
  filing_cards: {
    certificate: Enums["filing_certificate"];
    commitment_name: string | null;
    commitment_path: string | null;
    company_name: string | null;
    company_relation_name: string | null;
    company_relation_path: string | null;
    contact: string | null;
    contact_email: string | null;
    contact_phone: string | null;
    created_at: string;
    created_by: string | null;
    created_by_name: string | null;
    credit_code: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    ends_on: string | null;
    enterprise_id: string;
    enterprise_type: Enums["enterprise_type"] | null;
    form: Enums["filing_form"];
    huawei_authorisation_name: string | null;
    huawei_authorisation_path: string | null;
    id: string;
    industry: Enums["filing_industry"] | null;
    lacks: (string)[] | null;
    licence_name: string | null;
    licence_path: string | null;
    live_ends_on: string | null;
    live_since: string | null;
    live_version: number | null;
    name: string | null;
    own: NonNullable<Json>;
    own_name: boolean;
    port_register_name: string | null;
    port_register_path: string | null;
    reason: string | null;
    revision: number;
    shared: Json | null;
    signature_authorisation_name: string | null;
    signature_authorisation_path: string | null;
    signatures: (string)[];
    special_name: string | null;
    special_path: string | null;
    standing: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  filing_documents: {
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    id: string;
    material: Enums["filing_material"];
    name: string;
    path: string;
  };
  filing_history: {
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    filing_id: string;
    holds: boolean | null;
    id: string | null;
    latest: boolean | null;
    material: Enums["filing_material"];
    name: string;
    path: string;
    versions: (number)[] | null;
  };
  filing_materials: {
    document_id: string;
    enterprise_id: string;
    id: number;
    material: Enums["filing_material"];
    replaced_at: string | null;
    version_id: string;
  };
  filing_versions: {
    certificate: Enums["filing_certificate"];
    company_name: string | null;
    contact: string | null;
    contact_email: string | null;
    contact_phone: string | null;
    created_at: string;
    created_by: string | null;
    credit_code: string | null;
    decided_at: string | null;
    decided_by: string | null;
    ends_on: string | null;
    enterprise_id: string;
    enterprise_type: Enums["enterprise_type"] | null;
    filing_id: string;
    id: string;
    industry: Enums["filing_industry"] | null;
    own: NonNullable<Json>;
    own_name: boolean;
    reason: string | null;
    remind: number | null;
    revision: number;
    signatures: (string)[];
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    version: number;
  };
  filings: {
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    form: Enums["filing_form"];
    id: string;
    latest_version_id: string | null;
    live_version_id: string | null;
  };
  frozen_links: {
    enterprise_id: string;
    frozen_at: string;
    frozen_by: string | null;
    id: number;
    reason: string;
    send_id: string | null;
    task_id: string | null;
  };
  group_cards: {
    created_at: string;
    enterprise_id: string;
    id: string;
    member_names: Json | null;
    members: Json | null;
    name: string;
    policies: Json | null;
  };
  group_link_days: {
    address: string | null;
    batch_no: string | null;
    bots: number;
    day: string;
    enterprise_id: string;
    humans: number;
    line: string | null;
    link_id: number | null;
    refused: number;
    resolutions: number;
    task_id: string | null;
    task_name: string | null;
    template_id: string;
    template_name: string | null;
    vendor: Enums["vendor"] | null;
  };
  group_link_names: {
    address: string | null;
    batch_no: string;
    enterprise_id: string;
    task_id: string;
    task_name: string;
    template_id: string;
    template_name: string | null;
  };
  group_members: {
    enterprise_id: string;
    group_id: string;
    member_id: string;
  };
  group_policies: {
    enterprise_id: string;
    group_id: string;
    policy_id: string;
  };
  groups: {
    created_at: string;
    enterprise_id: string;
    id: string;
    name: string;
  };
  history_entries: {
    actor_name: string | null;
    after: Json | null;
    at: string | null;
    before: Json | null;
    code: string | null;
    details: Json | null;
    enterprise_id: string | null;
    id: number | null;
    name: string | null;
    of_id: string | null;
    of_resource: string | null;
    outcome: Enums["audit_outcome"] | null;
    part: string | null;
    reason: string | null;
    resource: string | null;
    resource_id: string | null;
    source: string | null;
    trace_id: string | null;
    verb: string | null;
  };
  holiday_cards: {
    day: string;
    id: string;
    kind: Enums["holiday_kind"];
    name: string;
  };
  holidays: {
    day: string;
    id: string;
    kind: Enums["holiday_kind"];
    name: string;
  };
  import_item_cards: {
    became: string | null;
    brought_at: string | null;
    channel_id: string;
    enterprise_id: string;
    id: string;
    kind: Enums["import_kind"];
    name: string;
    outside_id: string;
    outside_state: Enums["import_state"];
    plan: string | null;
    problem: string | null;
    problem_details: Json | null;
    read_at: string;
    state: string;
    summary: string | null;
  };
  import_items: {
    became: string | null;
    brought_at: string | null;
    channel_id: string;
    content_hash: string | null;
    enterprise_id: string;
    facts: NonNullable<Json>;
    id: string;
    kind: Enums["import_kind"];
    name: string;
    outside_id: string;
    outside_state: Enums["import_state"];
    problem: string | null;
    problem_details: Json | null;
    read_at: string;
    state: string;
  };
  incident_cards: {
    cause: string;
    closed_at: string | null;
    closed_by_name: string | null;
    closed_reason: string | null;
    enterprise_id: string;
    events: Json | null;
    id: string;
    name: string;
    number: number;
    opened_at: string;
    owner_name: string | null;
    resource: string;
    resource_id: string | null;
    state: string;
    taken_at: string | null;
  };
  incident_events: {
    at: string;
    by: string | null;
    details: Json | null;
    enterprise_id: string;
    id: number;
    incident_id: string;
    reason: string | null;
    what: string;
  };
  incidents: {
    cause: string;
    closed_at: string | null;
    closed_by: string | null;
    closed_reason: string | null;
    enterprise_id: string;
    id: string;
    name: string;
    number: number;
    opened_at: string;
    owner: string | null;
    resource: string;
    resource_id: string | null;
    state: string;
    taken_at: string | null;
  };
  invitation_cards: {
    created_at: string;
    email: string;
    enterprise_id: string;
    expires_at: string;
    groups: Json | null;
    id: string;
    invited_by: string | null;
    state: string | null;
  };
  invitations: {
    created_at: string;
    email: string;
    enterprise_id: string;
    expires_at: string;
    group_ids: (string)[];
    id: string;
    invited_by: string;
    state: string;
  };
  jump_batches: {
    batch_no: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    due_at: string;
    due_certain: boolean;
    enterprise_id: string;
    id: string;
    links: number;
    name: string;
    proof_name: string | null;
    proof_path: string | null;
    purpose: string;
    reason: string | null;
    source: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
  };
  jump_cards: {
    batch_no: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    due_at: string;
    due_certain: boolean;
    enterprise_id: string;
    first_urls: Json | null;
    id: string;
    links: number;
    name: string;
    proof_name: string | null;
    proof_path: string | null;
    purpose: string;
    reason: string | null;
    source: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    waits_for: Json | null;
  };
  jump_link_cards: {
    batch_id: string;
    batch_no: string;
    created_at: string;
    decided_at: string | null;
    due_at: string;
    due_certain: boolean;
    enterprise_id: string;
    name: string;
    ordinal: number;
    reason: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    url: string;
  };
  jump_links: {
    batch_id: string;
    enterprise_id: string;
    form: string;
    ordinal: number;
    url: string;
  };
  ledger_entries: {
    account: string;
    amount: number;
    at: string;
    enterprise_id: string;
    holder: string | null;
    holder_id: string | null;
    id: number;
    kind: Enums["quota_kind"];
    package_id: string | null;
    reason: string;
    send_id: string | null;
    task_id: string | null;
    transfer: string;
  };
  link_aliases: {
    code: string;
    enterprise_id: string;
    host: string;
    link_id: number;
    task_id: string;
  };
  link_cards: {
    address: string | null;
    batch_no: string;
    code: string | null;
    created_at: string;
    cust_flag: string | null;
    custom_code: string | null;
    enterprise_id: string;
    expires_at: string;
    frozen_at: string | null;
    frozen_reason: string | null;
    id: number;
    kind: Enums["resolve_task_kind"];
    maximum: number;
    ordinal: number;
    param_names: (string)[] | null;
    signatures: (string)[];
    status: string | null;
    task_id: string;
    task_name: string;
    template_id: string;
    template_name: string | null;
    used: number;
    used_at: string | null;
  };
  link_days: {
    bots: number;
    day: string;
    enterprise_id: string;
    humans: number;
    link_id: number | null;
    refused: number;
    resolutions: number;
    send_id: string | null;
    task_id: string | null;
    template_id: string;
    vendor: Enums["vendor"] | null;
  };
  link_events: {
    at: string;
    enterprise_id: string;
    kind: Enums["link_event_kind"] | null;
    link_id: number | null;
    n: number | null;
    vendor: Enums["vendor"] | null;
    xact: unknown;
  };
  link_flushes: {
    at: string;
    counts: (number)[];
    enterprise_id: string;
    kinds: (Enums["link_event_kind"])[];
    link_ids: (number)[];
    vendors: (Enums["vendor"])[];
    xact: unknown;
  };
  link_reject_cards: {
    cust_flag: string | null;
    enterprise_id: string;
    ordinal: number;
    param_names: (string)[] | null;
    reason: Enums["link_reject_reason"];
    task_id: string;
  };
  link_rejects: {
    cust_flag: string | null;
    enterprise_id: string;
    ordinal: number;
    params: Json | null;
    reason: Enums["link_reject_reason"];
    task_id: string;
  };
  link_rules: {
    enterprise_id: string;
    group_burst: number;
    id: string;
    jump_approval: boolean;
    personal_burst: number;
  };
  links: {
    cust_flag: string | null;
    enterprise_id: string;
    id: number;
    maximum: number;
    minute: number | null;
    minute_used: number | null;
    ordinal: number;
    params: Json | null;
    task_id: string;
    used: number;
    used_at: string | null;
  };
  list_views: {
    created_at: string;
    enterprise_id: string;
    id: string;
    is_default: boolean;
    name: string;
    owner: string;
    query: string;
    resource: string;
    shared: boolean;
  };
  live_sms_templates: {
    app_id: string;
    carrier_template_id: string | null;
    content: string;
    created_at: string;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    kind: Enums["signature_kind"];
    name: string;
    signature_id: string;
    variables: NonNullable<Json>;
    version: number;
    version_id: string;
  };
  marketing_window: {
    enterprise_id: string;
    id: string;
    marketing_from: string;
    marketing_to: string;
  };
  media: {
    bytes: number;
    covers: (string)[];
    created_at: string;
    created_by: string | null;
    duration_ms: number | null;
    enterprise_id: string;
    folder: string | null;
    height: number | null;
    id: string;
    kind: string;
    name: string;
    path: string;
    state: Enums["media_state"];
    trashed_at: string | null;
    trashed_by: string | null;
    width: number | null;
  };
  media_cards: {
    bin_ends_at: string | null;
    bytes: number;
    covers: (string)[];
    created_at: string;
    created_by: string | null;
    created_by_name: string | null;
    duration_ms: number | null;
    enterprise_id: string;
    folder: string | null;
    height: number | null;
    id: string;
    kind: string;
    name: string;
    path: string;
    shelf: string | null;
    state: Enums["media_state"];
    trashed_at: string | null;
    trashed_by_name: string | null;
    used: boolean | null;
    used_by: number | null;
    uses: Json | null;
    width: number | null;
  };
  media_folders: {
    bytes: number | null;
    enterprise_id: string;
    folder: string | null;
    kind: string;
    media: number | null;
  };
  media_space: {
    bytes: number | null;
    enterprise_id: string;
    id: string;
    media: number | null;
    most: number | null;
    purgeable_bytes: number | null;
    trashed: number | null;
    trashed_bytes: number | null;
    unused: number | null;
    unused_bytes: number | null;
  };
  member_cards: {
    created_at: string;
    email: string | null;
    enterprise_id: string;
    groups: Json | null;
    id: string;
    name: string | null;
    state: string;
    user_id: string;
  };
  members: {
    created_at: string;
    email: string;
    enterprise_id: string;
    id: string;
    joined_at: string;
    name: string;
    pseudonym: string | null;
    state: string;
    user_id: string;
  };
  number_file_parts: {
    accepted: number | null;
    bytes: number;
    enterprise_id: string;
    file_id: string;
    first_line: number;
    lines: number | null;
    part: number;
    path: string;
    rejected: number | null;
    state: string;
  };
  number_files: {
    accepted: number;
    bytes: number;
    column_values: Json | null;
    columns: (string)[] | null;
    content_hash: string;
    created_at: string;
    created_by: string | null;
    delimiter: string | null;
    duplicates: number;
    emptied_at: string | null;
    enterprise_id: string;
    erased: number;
    error: string | null;
    finished_at: string | null;
    gaps: (string)[];
    has_header: boolean | null;
    id: string;
    invalid: number;
    lines: number;
    name: string;
    networks: NonNullable<Json>;
    opt_outs: NonNullable<Json>;
    parts: number;
    parts_done: number;
    phone_column: string | null;
    purpose: string;
    same_as: string | null;
    source: string;
    state: Enums["number_file_state"];
  };
  number_prefix_cards: {
    added_at: string;
    counts: boolean | null;
    id: string;
    network: Enums["network"];
    prefix: string;
    since: string;
    source: string;
  };
  number_prefixes: {
    added_at: string;
    id: string;
    network: Enums["network"];
    prefix: string;
    since: string;
    source: string;
  };
  number_rejects: {
    enterprise_id: string;
    file_id: string;
    line: number;
    number: string | null;
    reason: Enums["reject_reason"];
    value: string;
  };
  numbers: {
    enterprise_id: string;
    file_id: string;
    line: number;
    params: Json | null;
    phone: string;
  };
  offer_cards: {
    created_at: string;
    currency: string;
    id: string;
    kind: Enums["quota_kind"];
    price_fen: number;
    revision: number;
    sale_from: string;
    sale_until: string | null;
    size: number;
    sku: string;
    spec: string;
    state: string;
    unit_micros: number | null;
    validity_months: number;
  };
  offers: {
    created_at: string;
    currency: string;
    id: string;
    kind: Enums["quota_kind"];
    price_fen: number;
    revision: number;
    sale_from: string;
    sale_until: string | null;
    size: number;
    sku: string;
    spec: string;
    state: string;
    validity_months: number;
  };
  operation_protection: {
    enterprise_id: string;
    id: string;
    operation_protection: boolean;
  };
  opt_out_cards: {
    added_by: string | null;
    at: string;
    enterprise_id: string;
    id: number;
    phone: string | null;
    proof: string | null;
    proof_name: string | null;
    proof_path: string | null;
    reason: string;
    replied: boolean | null;
    signature: string;
  };
  opt_outs: {
    added_by: string | null;
    at: string;
    enterprise_id: string;
    erased: boolean;
    id: number;
    phone: string;
    proof: string | null;
    proof_name: string | null;
    proof_path: string | null;
    reason: string;
    signature: string;
  };
  orders: {
    confirmed_itself: boolean;
    currency: string;
    decided_at: string | null;
    decided_by: string | null;
    decided_by_name: string | null;
    enterprise_id: string;
    enterprise_name: string;
    id: string;
    kind: Enums["quota_kind"];
    offer_id: string;
    order_no: string;
    ordered_at: string;
    ordered_by: string;
    ordered_by_name: string;
    payment_reference: string | null;
    price_fen: number;
    quantity: number;
    reason: string | null;
    revision: number;
    size: number;
    sku: string;
    spec: string;
    state: Enums["order_state"];
    total_fen: number;
    units: number;
    validity_months: number;
  };
  own_field_cards: {
    bound: boolean;
    choices: (string)[] | null;
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    hint: string | null;
    hint_en: string | null;
    id: string;
    in_chat: boolean;
    key: string;
    kind: Enums["own_kind"];
    max: number | null;
    min: number | null;
    name: string;
    name_en: string | null;
    options: Json | null;
    place: number;
    required: boolean;
    resource: string;
    state: string;
  };
  own_fields: {
    bound: boolean;
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    hint: string | null;
    hint_en: string | null;
    id: string;
    in_chat: boolean;
    key: string;
    kind: Enums["own_kind"];
    max: number | null;
    min: number | null;
    name: string;
    name_en: string | null;
    options: Json | null;
    place: number;
    required: boolean;
    resource: string;
    state: string;
  };
  package_cards: {
    available: number | null;
    enterprise_id: string;
    expires_at: string;
    id: string;
    kind: Enums["quota_kind"];
    order_id: string;
    order_no: string | null;
    paid_at: string;
    size: number;
    spec: string;
  };
  packages: {
    enterprise_id: string;
    expires_at: string;
    id: string;
    kind: Enums["quota_kind"];
    order_id: string;
    paid_at: string;
    size: number;
    spec: string;
  };
  personal_task_days: {
    batch_no: string | null;
    bots: number | null;
    day: string | null;
    enterprise_id: string | null;
    humans: number | null;
    line: string | null;
    minted: number | null;
    refused: number | null;
    resolutions: number | null;
    task_id: string | null;
    task_name: string | null;
    template_id: string | null;
    template_name: string | null;
    vendor: Enums["vendor"] | null;
  };
  personal_task_names: {
    batch_no: string;
    enterprise_id: string;
    task_id: string;
    task_name: string;
    template_id: string;
    template_name: string | null;
  };
  policies: {
    created_at: string;
    document: NonNullable<Json>;
    enterprise_id: string | null;
    id: string;
    name: string;
  };
  policy_cards: {
    created_at: string;
    document: NonNullable<Json>;
    enterprise_id: string;
    groups: Json | null;
    id: string;
    name: string;
    system: boolean | null;
  };
  port_binding_cards: {
    account_id: string;
    account_name: string | null;
    account_remark: string | null;
    automatic: boolean;
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["port_kind"];
    number: string;
    port_id: string;
    region: number;
    signature: string;
  };
  port_bindings: {
    account_id: string;
    automatic: boolean;
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    id: string;
    port_id: string;
    region: number;
    signature: string;
    stretch: unknown;
  };
  port_cards: {
    bindings: number | null;
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["port_kind"];
    number: string;
    proof_name: string;
    proof_path: string;
    signatures: (string)[];
  };
  ports: {
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["port_kind"];
    number: string;
    place: number;
    proof_name: string;
    proof_path: string;
    signatures: (string)[];
  };
  profiles: {
    email: string;
    enterprise_id: string | null;
    locale: string | null;
    month_mail: boolean;
    name: string;
    notices: (string)[];
    notices_on: string | null;
    quiet_from: string | null;
    quiet_until: string | null;
    user_id: string;
  };
  public_template_cards: {
    category: string;
    content: NonNullable<Json>;
    created_at: string;
    enabled: boolean;
    id: string;
    industry: string;
    is_dynamic: boolean | null;
    key: string | null;
    kind: Enums["message_kind"];
    layout: string | null;
    name: string;
    parameters: (string)[];
    position: number;
    revision: number;
    usage: Enums["template_usage"];
    vendors: (Enums["vendor"])[];
  };
  public_templates: {
    category: string;
    content: NonNullable<Json>;
    created_at: string;
    created_by: string | null;
    edited_at: string | null;
    enabled: boolean;
    id: string;
    industry: string;
    key: string | null;
    kind: Enums["message_kind"];
    layout: string | null;
    name: string;
    parameters: (string)[];
    position: number;
    revision: number;
    usage: Enums["template_usage"];
    vendors: (Enums["vendor"])[];
  };
  quota_accounts: {
    account: string;
    balance: number;
    enterprise_id: string;
    id: number;
    kind: Enums["quota_kind"];
    package_id: string | null;
  };
  quota_balances: {
    available: number | null;
    enterprise_id: string;
    expired: number | null;
    granted: number | null;
    kind: Enums["quota_kind"];
    low: string | null;
    next_expiry: string | null;
    packages: number | null;
    payg_used: number | null;
    reserved: number | null;
    runs_out_on: string | null;
    unpaid: number | null;
    used: number | null;
    used_14d: number | null;
  };
  quota_ledger: {
    account: string;
    amount: number;
    at: string;
    enterprise_id: string;
    id: number;
    kind: Enums["quota_kind"];
    package_id: string | null;
    reason: string;
    send_id: string | null;
    task_id: string | null;
    transfer: string;
  };
  receipt_cards: {
    at: string | null;
    channel: string | null;
    channel_id: string;
    code: string | null;
    code_said: Json | null;
    enterprise_id: string;
    id: number;
    received_at: string;
    reference: string | null;
    status: string;
    vendor: Enums["vendor"] | null;
  };
  receipts: {
    at: string | null;
    channel_id: string;
    code: string | null;
    enterprise_id: string;
    id: number;
    received_at: string;
    reference: string;
    status: string;
    vendor: Enums["vendor"] | null;
  };
  replies: {
    at: string | null;
    channel_id: string;
    delivery_id: number | null;
    enterprise_id: string;
    id: string;
    message_kind: Enums["message_kind"] | null;
    network: Enums["network"];
    opted_out: boolean;
    phone: string;
    received_at: string;
    send_id: string | null;
    signature: string | null;
    template_id: string | null;
    text: string;
  };
  reply_cards: {
    at: string | null;
    batch_no: string | null;
    channel: string | null;
    channel_id: string;
    delivery_id: number | null;
    enterprise_id: string;
    id: string | null;
    message_kind: Enums["message_kind"] | null;
    network: Enums["network"];
    opted_out: boolean;
    phone: string | null;
    received_at: string;
    reply_id: string;
    send_id: string | null;
    send_name: string | null;
    signature: string | null;
    template_id: string | null;
    template_name: string | null;
    text: string | null;
  };
  report_days: {
    day: string | null;
    delivered: number | null;
    enterprise_id: string | null;
    expired: number | null;
    failed: number | null;
    resolutions: number | null;
    resolved: number | null;
    send_count: number | null;
    submission_count: number | null;
    timed_out: number | null;
    unknown: number | null;
  };
  reported_sends: {
    batch_no: string | null;
    day: string;
    delivered: number | null;
    enterprise_id: string;
    expired: number | null;
    failed: number | null;
    message_kind: Enums["message_kind"];
    network: Enums["network"];
    resolutions: number | null;
    send_count: number | null;
    send_id: string;
    send_name: string | null;
    signature: string | null;
    submission_count: number | null;
    template_id: string | null;
    template_name: string | null;
    timed_out: number | null;
    unknown: number | null;
  };
  reported_templates: {
    bots: number;
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    humans: number;
    kind: string;
    layout: string | null;
    line: string | null;
    message_kind: Enums["message_kind"];
    minted: number;
    network: Enums["network"] | null;
    refused: number;
    resolutions: number;
    send_count: number;
    signature: string | null;
    submission_count: number;
    template_id: string | null;
    template_name: string | null;
    timed_out: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  resolution_report_days: {
    bots: number | null;
    day: string;
    enterprise_id: string;
    humans: number | null;
    kind: string;
    line: string | null;
    minted: number | null;
    refused: number | null;
    resolutions: number | null;
    template_id: string | null;
    template_name: string | null;
    vendor: Enums["vendor"] | null;
  };
  resolve_task_cards: {
    address: string | null;
    allowance: number | null;
    asked: number;
    batch_no: string;
    bots: number | null;
    category: string | null;
    code: string | null;
    created_by_name: string | null;
    decided_at: string | null;
    decided_by: string | null;
    decided_by_name: string | null;
    domain_id: string;
    domain_name: string | null;
    enterprise_id: string;
    expires_at: string;
    failed: number;
    file_name: string | null;
    finished_at: string | null;
    frozen_at: string | null;
    frozen_by: string | null;
    frozen_by_name: string | null;
    frozen_reason: string | null;
    humans: number | null;
    id: string;
    jump_url: string | null;
    kind: Enums["resolve_task_kind"];
    layout: string | null;
    link_id: number | null;
    made: number;
    max_resolutions: number;
    name: string;
    number_file_id: string | null;
    params: Json | null;
    reason: string | null;
    refused: number | null;
    resolved: number | null;
    signatures: (string)[];
    source: string;
    source_send_id: string | null;
    source_send_name: string | null;
    state: Enums["resolve_task_state"];
    status: string | null;
    submitted_at: string;
    submitted_by: string | null;
    template_id: string;
    template_name: string | null;
    validity_days: number;
    version: number | null;
    version_id: string;
  };
  resolve_tasks: {
    asked: number;
    batch_no: string;
    decided_at: string | null;
    decided_by: string | null;
    domain_id: string;
    enterprise_id: string;
    expires_at: string;
    failed: number;
    finished_at: string | null;
    frozen_at: string | null;
    frozen_by: string | null;
    frozen_reason: string | null;
    id: string;
    jump_url: string | null;
    kind: Enums["resolve_task_kind"];
    link_id: number | null;
    made: number;
    max_resolutions: number;
    name: string;
    number_file_id: string | null;
    reason: string | null;
    signatures: (string)[];
    source: string;
    source_send_id: string | null;
    state: Enums["resolve_task_state"];
    submitted_at: string;
    submitted_by: string | null;
    template_id: string;
    validity_days: number;
    version_id: string;
  };
  restore_cards: {
    decided_at: string | null;
    decided_by: string | null;
    decided_by_name: string | null;
    id: string;
    known_until: string | null;
    name: string | null;
    noticed_at: string;
    noticed_by: string;
    numbers: number | null;
    reason: string | null;
    reviews: number | null;
    sends: number | null;
    state: string;
  };
  restores: {
    decided_at: string | null;
    decided_by: string | null;
    id: string;
    known_until: string | null;
    noticed_at: string;
    noticed_by: string;
    numbers: number | null;
    reason: string | null;
    reviews: number | null;
    sends: number | null;
    state: string;
  };
  result_code_cards: {
    adapter: string | null;
    advice_en: string;
    advice_zh: string;
    again: boolean;
    code: string;
    id: string;
    since: string;
    source: string;
    words_en: string;
    words_zh: string;
  };
  result_codes: {
    adapter: Enums["channel_adapter"] | null;
    advice_en: string;
    advice_zh: string;
    again: boolean;
    code: string;
    id: string;
    pattern: string | null;
    since: string;
    source: string;
    words_en: string;
    words_zh: string;
  };
  retention_cards: {
    days: number;
    enterprise_id: string;
    failed_at: string | null;
    failure: string | null;
    fewest: number | null;
    id: string;
    kind: string;
    most: number | null;
    name: string;
    place: number | null;
    purged: number | null;
    purged_at: string | null;
    purged_to: string | null;
    usual: number | null;
    why: string | null;
  };
  retention_periods: {
    days: number;
    enterprise_id: string;
    failed_at: string | null;
    failure: string | null;
    id: string;
    kind: string;
    purged: number | null;
    purged_at: string | null;
    purged_to: string | null;
    tried_at: string | null;
  };
  review_hours: {
    enterprise_id: string;
    id: string;
    review_hours: number | null;
  };
  reviewers: {
    away_until: string | null;
    delegate_name: string | null;
    email: string | null;
    enterprise_id: string | null;
    id: string | null;
    me: boolean | null;
    name: string | null;
  };
  robot_cards: {
    created_at: string;
    created_by: string;
    created_by_name: string | null;
    enterprise_id: string;
    failures: number;
    health: string | null;
    host: string;
    id: string;
    kind: string;
    kinds: (string)[];
    last_at: string | null;
    last_error: string | null;
    locale: string;
    name: string;
    signed: boolean;
    state: string;
  };
  robots: {
    created_at: string;
    created_by: string;
    enterprise_id: string;
    failures: number;
    host: string;
    id: string;
    kind: string;
    kinds: (string)[];
    last_at: string | null;
    last_error: string | null;
    locale: string;
    name: string;
    signed: boolean;
    state: string;
  };
  sealed_audit: {
    at: string;
    enterprise_id: string;
    hash: string;
    names: Json | null;
    previous: string | null;
    row: string | null;
    seq: number;
  };
  send_approvals: {
    approver: string;
    at: string;
    enterprise_id: string;
    hash: string;
    reason: string | null;
    send_id: string;
    stands_for: (string)[];
    submitted_at: string;
  };
  send_cards: {
    accepted: number | null;
    again_of: number | null;
    approvals: Json | null;
    audience: number;
    basic_signature_id: string | null;
    batch_no: string;
    cancelled: number | null;
    capped: number | null;
    channel_id: string;
    channel_name: string | null;
    channel_state: string | null;
    charged: Json | null;
    columns: NonNullable<Json>;
    consent: string | null;
    consent_name: string | null;
    consent_path: string | null;
    cost: Json | null;
    cost_fen: number | null;
    created_at: string;
    created_by: string | null;
    cron: string | null;
    decided_at: string | null;
    decided_by: string | null;
    decided_by_name: string | null;
    delivered: number | null;
    dispatch_limit: number | null;
    domain_id: string | null;
    domain_name: string | null;
    duplicates: number | null;
    enterprise_id: string;
    expanded: number | null;
    expired: number | null;
    failed: number | null;
    failure_reasons: Json | null;
    failures_said: Json | null;
    file_name: string | null;
    finished_at: string | null;
    first_at: string | null;
    goes_to: number | null;
    guarded_ends: number;
    guarded_failures: number;
    handed: number | null;
    hash: string | null;
    held_at: string | null;
    id: string;
    intended: number | null;
    invalid: number | null;
    is_marketing: boolean;
    kind: Enums["message_kind"] | null;
    kinds: (Enums["message_kind"])[];
    lapsed: boolean;
    layout: string | null;
    left_out: number;
    left_out_by: NonNullable<Json>;
    left_out_lines: (number)[];
    link_example: string | null;
    links_made: Json | null;
    messages_gone_at: string | null;
    name: string;
    networks: Json | null;
    next_at: string | null;
    number_file_id: string;
    opt_outs: number;
    opt_outs_by: NonNullable<Json>;
    opt_outs_upto: number | null;
    opted_out: number | null;
    origin: Enums["send_origin"];
    own: NonNullable<Json>;
    parent_id: string | null;
    parent_name: string | null;
    pause_code: string | null;
    pause_details: Json | null;
    pause_reason: string | null;
    paused_at: string | null;
    paused_by: string | null;
    paused_by_name: string | null;
    pending: number | null;
    reason: string | null;
    repeat_until: string | null;
    resolved: number | null;
    revision: number;
    scheduled_at: string | null;
    segments: number;
    segments_counted: number | null;
    segments_handed: number | null;
    segments_in_all: number | null;
    send_type: string | null;
    shared_params: Json | null;
    shown_state: string | null;
    signature: string;
    signature_kind: Enums["signature_kind"] | null;
    sms_app_id: string | null;
    sms_signature_id: string | null;
    sms_template_id: string | null;
    sms_template_name: string | null;
    sms_text: string;
    sms_version_id: string | null;
    started_at: string | null;
    state: Enums["send_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    template_id: string | null;
    template_kind: Enums["message_kind"] | null;
    template_name: string | null;
    timed_out: number | null;
    timing: Enums["send_timing"];
    trace_id: string;
    trial: boolean;
    trial_figures: Json | null;
    trial_result: Json | null;
    trial_size: number;
    twin: Json | null;
    undo_by: string | null;
    undo_until: string | null;
    units: number;
    unknown: number | null;
    validity_days: number;
    version_id: string | null;
    waits_for: Json | null;
    waits_until: string | null;
    without_maker: boolean;
  };
  send_days: {
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    message_kind: Enums["message_kind"];
    network: Enums["network"];
    resolved: number;
    send_count: number;
    send_id: string;
    submission_count: number;
    timed_out: number;
    told: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  send_detail_cards: {
    batch_no: string;
    code: string | null;
    code_said: Json | null;
    enterprise_id: string;
    final_at: string | null;
    id: number;
    network: Enums["network"] | null;
    network_told: boolean | null;
    phone: string | null;
    send_id: string;
    send_name: string;
    sent_at: string | null;
    signature: string;
    state: Enums["delivery_state"];
    template_id: string | null;
    template_name: string | null;
    vendor: Enums["vendor"] | null;
  };
  send_names: {
    batch_no: string;
    enterprise_id: string;
    send_id: string;
    send_name: string;
    signature: string;
    template_name: string | null;
  };
  send_report: {
    batch_no: string | null;
    day: string;
    delivered: number | null;
    enterprise_id: string;
    expired: number | null;
    failed: number | null;
    message_kind: Enums["message_kind"];
    network: Enums["network"];
    resolutions: number | null;
    send_count: number | null;
    send_id: string;
    send_name: string | null;
    signature: string | null;
    submission_count: number | null;
    template_id: string | null;
    template_name: string | null;
    timed_out: number | null;
    unknown: number | null;
  };
  send_report_days: {
    bots: number;
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    humans: number;
    kind: string;
    layout: string | null;
    line: string | null;
    message_kind: Enums["message_kind"];
    minted: number;
    network: Enums["network"] | null;
    refused: number;
    resolutions: number;
    send_count: number;
    signature: string | null;
    submission_count: number;
    template_id: string | null;
    template_name: string | null;
    timed_out: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  send_settings: {
    enterprise_id: string;
    id: string;
    marketing_per_day: number;
    marketing_per_hour: number;
    notice_per_day: number;
    notice_per_minute: number;
    pause_at_failures: number;
    pay_as_you_go: boolean;
  };
  send_totals: {
    cancelled: number;
    capped: number;
    delivered: number;
    duplicates: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    handed: number;
    intended: number;
    invalid: number;
    opted_out: number;
    pending: number;
    resolved: number;
    send_id: string;
    timed_out: number;
    unknown: number;
  };
  sends: {
    again_of: number | null;
    audience: number;
    basic_signature_id: string | null;
    batch_no: string;
    channel_id: string;
    columns: NonNullable<Json>;
    consent: string | null;
    consent_name: string | null;
    consent_path: string | null;
    cost_fen: number | null;
    created_at: string;
    created_by: string | null;
    cron: string | null;
    decided_at: string | null;
    decided_by: string | null;
    domain_id: string | null;
    enterprise_id: string;
    failure_reasons: Json | null;
    finished_at: string | null;
    guarded_ends: number;
    guarded_failures: number;
    hash: string | null;
    held_at: string | null;
    id: string;
    is_marketing: boolean;
    kinds: (Enums["message_kind"])[];
    lapsed: boolean;
    left_out: number;
    left_out_by: NonNullable<Json>;
    left_out_lines: (number)[];
    messages_gone_at: string | null;
    name: string;
    next_at: string | null;
    number_file_id: string;
    opt_outs: number;
    opt_outs_by: NonNullable<Json>;
    opt_outs_upto: number | null;
    origin: Enums["send_origin"];
    own: NonNullable<Json>;
    parent_id: string | null;
    pause_code: string | null;
    pause_details: Json | null;
    pause_reason: string | null;
    paused_at: string | null;
    paused_by: string | null;
    reason: string | null;
    repeat_until: string | null;
    revision: number;
    scheduled_at: string | null;
    segments: number;
    segments_counted: number | null;
    segments_in_all: number | null;
    send_type: string | null;
    shared_params: Json | null;
    signature: string;
    sms_app_id: string | null;
    sms_signature_id: string | null;
    sms_template_id: string | null;
    sms_text: string;
    sms_version_id: string | null;
    started_at: string | null;
    state: Enums["send_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    template_id: string | null;
    timing: Enums["send_timing"];
    trace_id: string;
    trial: boolean;
    trial_result: Json | null;
    trial_size: number;
    undo_by: string | null;
    undo_until: string | null;
    units: number;
    validity_days: number;
    version_id: string | null;
    without_maker: boolean;
  };
  service_account_cards: {
    created_at: string;
    created_by_name: string | null;
    enterprise_id: string;
    handed_at: string | null;
    handoff: string | null;
    handoff_why: Json | null;
    home_state: Enums["review_state"];
    id: string;
    industry: string | null;
    intro: string | null;
    logo_name: string | null;
    logo_path: string | null;
    menus_state: Enums["review_state"];
    missing: (string)[] | null;
    name: string;
    own: NonNullable<Json>;
    ports: number | null;
    profile_state: Enums["review_state"];
    reason: string | null;
    remark: string;
    state: Enums["account_state"];
    usable: boolean | null;
  };
  service_accounts: {
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    id: string;
    name: string;
    own: NonNullable<Json>;
    reason: string | null;
    remark: string;
    state: Enums["account_state"];
  };
  session_cards: {
    aal: string | null;
    address: string | null;
    client: string | null;
    created_at: string | null;
    current: boolean | null;
    id: string | null;
    seen_at: string | null;
  };
  shortcut_cards: {
    buttons: NonNullable<Json>;
    created_at: string;
    created_by_name: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enterprise_id: string;
    frozen_at: string | null;
    frozen_by_name: string | null;
    frozen_reason: string | null;
    id: string;
    live_buttons: Json | null;
    live_proofs: Json | null;
    live_regions: (number)[] | null;
    live_signature: string | null;
    live_timed: Json | null;
    live_version: number | null;
    own_signature: boolean | null;
    proofs: NonNullable<Json>;
    reason: string | null;
    regions: (number)[];
    revision: number;
    serving: string | null;
    signature: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    timed: NonNullable<Json>;
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  shortcut_versions: {
    buttons: NonNullable<Json>;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    proofs: NonNullable<Json>;
    reason: string | null;
    regions: (number)[];
    revision: number;
    shortcut_id: string;
    signature: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    timed: NonNullable<Json>;
    version: number;
  };
  shortcuts: {
    created_at: string;
    created_by: string | null;
    enterprise_id: string;
    frozen_at: string | null;
    frozen_by: string | null;
    frozen_reason: string | null;
    id: string;
    latest_version_id: string | null;
    live_version_id: string | null;
  };
  signature_filings: {
    enterprise_id: string;
    filed_company: string | null;
    filed_signatures: (string)[] | null;
    id: string;
  };
  signature_network_cards: {
    decided_at: string;
    decided_by: string | null;
    decided_by_name: string | null;
    enterprise_id: string;
    enterprise_name: string | null;
    id: string;
    name: string | null;
    network: Enums["network"];
    reason: string | null;
    signature_id: string;
    source: string;
    state: Enums["signature_report"];
  };
  signature_networks: {
    decided_at: string;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    network: Enums["network"];
    reason: string | null;
    signature_id: string;
    source: string;
    state: Enums["signature_report"];
  };
  sms_app_cards: {
    created_at: string;
    created_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    name: string;
    signatures: number | null;
    templates: number | null;
    uplink_at: string | null;
    uplink_error: string | null;
    uplink_health: string | null;
    uplink_url: string | null;
  };
  sms_apps: {
    created_at: string;
    created_by: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    name: string;
  };
  sms_signature_cards: {
    app_id: string;
    app_name: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    kind: Enums["signature_kind"];
    live_app_name: string | null;
    live_proofs: Json | null;
    live_purpose: string | null;
    live_source: Enums["signature_source"] | null;
    live_third_party: boolean | null;
    live_version: number | null;
    live_version_id: string | null;
    name: string;
    proofs: NonNullable<Json>;
    purpose: string;
    reason: string | null;
    sends_ahead: number | null;
    source: Enums["signature_source"];
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    third_party: boolean;
    usable: boolean | null;
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  sms_signature_versions: {
    app_id: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    proofs: NonNullable<Json>;
    purpose: string;
    reason: string | null;
    signature_id: string;
    source: Enums["signature_source"];
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    third_party: boolean;
    version: number;
  };
  sms_signatures: {
    app_id: string;
    created_at: string;
    created_by: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    kind: Enums["signature_kind"];
    latest_version_id: string | null;
    live_version_id: string | null;
    name: string;
  };
  sms_template_cards: {
    app_id: string;
    app_name: string;
    body: string | null;
    carrier_template_id: string | null;
    content: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    for_cards: boolean | null;
    id: string;
    kind: Enums["signature_kind"];
    live_body: string | null;
    live_carrier_template_id: string | null;
    live_signature_id: string | null;
    live_signature_name: string | null;
    live_variables: Json | null;
    live_version: number | null;
    live_version_id: string | null;
    name: string;
    purpose: string;
    reason: string | null;
    segments: number | null;
    sends_ahead: number | null;
    signature_id: string;
    signature_name: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    usable: boolean | null;
    variables: NonNullable<Json>;
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  sms_template_versions: {
    carrier_template_id: string | null;
    content: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["signature_kind"];
    purpose: string;
    reason: string | null;
    signature_id: string;
    sms_template_id: string;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    variables: NonNullable<Json>;
    version: number;
  };
  sms_templates: {
    created_at: string;
    created_by: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    latest_version_id: string | null;
    live_version_id: string | null;
    name: string;
  };
  standing_approval_cards: {
    access_key_id: string;
    access_key_name: string | null;
    beside: Json | null;
    channel_id: string;
    channel_name: string | null;
    consent: string | null;
    created_at: string;
    created_by: string | null;
    created_by_name: string | null;
    decided_at: string | null;
    decided_by: string | null;
    decided_by_name: string | null;
    ended_at: string | null;
    enterprise_id: string;
    hour_from: string | null;
    hour_until: string | null;
    id: string;
    last_day: string;
    most_a_call: number;
    most_a_day: number;
    name: string;
    reason: string | null;
    signature_id: string | null;
    signature_name: string | null;
    sms_template_id: string | null;
    sms_template_name: string | null;
    sms_version_id: string | null;
    standing: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    template_id: string | null;
    template_name: string | null;
    used_today: number | null;
    version: number | null;
    version_id: string | null;
    waits_for: Json | null;
  };
  standing_approvals: {
    access_key_id: string;
    channel_id: string;
    consent: string | null;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    ended_at: string | null;
    enterprise_id: string;
    hour_from: string | null;
    hour_until: string | null;
    id: string;
    last_day: string;
    most_a_call: number;
    most_a_day: number;
    name: string;
    proof_name: string | null;
    proof_path: string | null;
    reason: string | null;
    sms_template_id: string | null;
    sms_version_id: string | null;
    state: Enums["review_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    template_id: string | null;
    version_id: string | null;
  };
  standing_uses: {
    day: string;
    enterprise_id: string;
    numbers: number;
    send_id: string;
    standing_approval_id: string;
    submitted_at: string;
  };
  statement_acceptances: {
    accepted_at: string;
    edition: string;
    enterprise_id: string;
    statement: string;
    user_id: string;
  };
  statement_cards: {
    accepted_at: string;
    accepted_by_name: string | null;
    edition: string;
    enterprise_id: string;
    statement: string;
  };
  template_cards: {
    asks_vendors: (Enums["vendor"])[] | null;
    author: string | null;
    category: string;
    changed_at: string | null;
    content: NonNullable<Json>;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
    enabled: boolean;
    enterprise_id: string;
    expected_at: string | null;
    expected_certain: boolean | null;
    id: string;
    last_used_at: string | null;
    layout: string | null;
    live_version: number | null;
    live_version_id: string | null;
    name: string;
    own: NonNullable<Json>;
    parameters: (string)[];
    reason: string | null;
    resolve_kind: string | null;
    revision: number;
    sends_ahead: number | null;
    sms_signatures: (string)[];
    state: Enums["version_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    usage: Enums["template_usage"];
    used: number | null;
    vendor_states: Json | null;
    vendors: (Enums["vendor"])[];
    version: number;
    version_id: string;
    waits_for: Json | null;
  };
  template_days: {
    bots: number;
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    humans: number;
    kind: string;
    message_kind: Enums["message_kind"];
    minted: number;
    network: Enums["network"] | null;
    refused: number;
    resolutions: number;
    send_count: number;
    signature: string | null;
    submission_count: number;
    template_id: string | null;
    timed_out: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  template_names: {
    enterprise_id: string;
    layout: string | null;
    template_id: string;
    template_name: string;
  };
  template_report: {
    bots: number;
    day: string;
    delivered: number;
    enterprise_id: string;
    expired: number;
    failed: number;
    humans: number;
    kind: string;
    layout: string | null;
    line: string | null;
    message_kind: Enums["message_kind"];
    minted: number;
    network: Enums["network"] | null;
    refused: number;
    resolutions: number;
    send_count: number;
    signature: string | null;
    submission_count: number;
    template_id: string | null;
    template_name: string | null;
    timed_out: number;
    unknown: number;
    vendor: Enums["vendor"] | null;
  };
  template_resolution_days: {
    bots: number | null;
    day: string;
    enterprise_id: string;
    humans: number | null;
    layout: string | null;
    minted: number | null;
    refused: number | null;
    resolutions: number | null;
    template_id: string | null;
    template_name: string | null;
    vendor: Enums["vendor"] | null;
  };
  template_test_room: {
    enterprise_id: string;
    id: string;
    most: number | null;
    used: number | null;
  };
  template_versions: {
    channel_id: string | null;
    content: NonNullable<Json>;
    content_hash: string;
    created_at: string;
    created_by: string | null;
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    kind: Enums["message_kind"];
    own: NonNullable<Json>;
    parameters: (string)[];
    reason: string | null;
    revision: number;
    signature_id: string | null;
    sms_signatures: (string)[];
    state: Enums["version_state"];
    submitted_at: string | null;
    submitted_by: string | null;
    template_id: string;
    usage: Enums["template_usage"];
    valid_until: string | null;
    validity_days: number | null;
    vendors: (Enums["vendor"])[];
    version: number;
    weight: number | null;
  };
  templates: {
    category: string;
    created_at: string;
    created_by: string | null;
    deleted_at: string | null;
    enabled: boolean;
    enterprise_id: string;
    id: string;
    kind: Enums["message_kind"];
    latest_version_id: string | null;
    layout: string | null;
    live_version_id: string | null;
    name: string;
    usage: Enums["template_usage"];
  };
  tenant_cards: {
    channels: number | null;
    created_at: string | null;
    handed_30d: number | null;
    id: string | null;
    last_send_at: string | null;
    members: number | null;
    name: string | null;
    open_orders: number | null;
    sends: number | null;
    sends_30d: number | null;
  };
  unit_price_cards: {
    currency: string;
    current: boolean | null;
    id: string;
    item: string;
    price_micros: number;
    since: string;
  };
  unit_prices: {
    currency: string;
    id: string;
    item: string;
    price_micros: number;
    since: string;
  };
  unknown_code_cards: {
    adapter: Enums["channel_adapter"] | null;
    code: string | null;
    id: string | null;
    seen_at: string | null;
    times: number | null;
  };
  vendor_review_cards: {
    asked_at: string | null;
    content: Json | null;
    decided_at: string | null;
    decided_by_name: string | null;
    decider: string | null;
    enterprise_name: string | null;
    id: string | null;
    kind: Enums["message_kind"] | null;
    layout: string | null;
    network: Enums["network"] | null;
    reason: string | null;
    state: Enums["vendor_review_state"] | null;
    template_name: string | null;
    usage: Enums["template_usage"] | null;
    vendor: Enums["vendor"] | null;
    version: number | null;
  };
  vendor_reviews: {
    decided_at: string | null;
    decided_by: string | null;
    enterprise_id: string;
    id: string;
    kept: boolean;
    network: Enums["network"] | null;
    reason: string | null;
    seen: string;
    state: Enums["vendor_review_state"];
    vendor: Enums["vendor"] | null;
    version_id: string;
  };
  waiting_reviews: {
    asks_me: boolean | null;
    decides: boolean | null;
    enterprise_id: string | null;
    id: string | null;
    mine: boolean | null;
    number: string | null;
    origin: Enums["send_origin"] | null;
    part: string | null;
    resource: string | null;
    submitted_at: string | null;
    submitted_by: string | null;
    submitted_by_name: string | null;
    title: string | null;
    waits_for: Json | null;
  };
};

/** The names of its functions. */
export type FunctionName =
  | "accept_invitation"
  | "accept_restore"
  | "add_media"
  | "add_number_part"
  | "add_resolutions"
  | "add_validity"
  | "add_vendor_key"
  | "add_vendor_range"
  | "again_access_key_request"
  | "allowed_transitions"
  | "approve_account_part"
  | "approve_basic_signature"
  | "approve_basic_template"
  | "approve_domain"
  | "approve_filing"
  | "approve_jump_batch"
  | "approve_send"
  | "approve_shortcut"
  | "approve_sms_signature"
  | "approve_sms_template"
  | "approve_standing_approval"
  | "approve_template"
  | "assign_account_part"
  | "assign_basic_signature"
  | "assign_basic_template"
  | "assign_domain"
  | "assign_filing"
  | "assign_jump_batch"
  | "assign_send"
  | "assign_shortcut"
  | "assign_sms_signature"
  | "assign_sms_template"
  | "assign_standing_approval"
  | "assign_template"
  | "audit_export"
  | "audit_proof"
  | "audit_quota"
  | "begin_link"
  | "begin_number_file"
  | "begin_question"
  | "beginning"
  | "break_glass_send"
  | "bring_import_item"
  | "cancel_order"
  | "cancel_resolve_task"
  | "cancel_send"
  | "claim_alert_posts"
  | "claim_card_updates"
  | "claim_chat_runs"
  | "claim_homes"
  | "claim_job"
  | "clear_default_list_view"
  | "clock_sweep"
  | "clock_tick"
  | "close_incident"
  | "close_standing_approval"
  | "confirm_order"
  | "copy_basic_template"
  | "copy_public_template"
  | "copy_template"
  | "cover_media"
  | "create_access_key"
  | "create_approval_rule"
  | "create_banned_word"
  | "create_basic_signature"
  | "create_basic_template"
  | "create_carrier"
  | "create_domains"
  | "create_enterprise"
  | "create_erasure"
  | "create_export"
  | "create_filing"
  | "create_group"
  | "create_holiday"
  | "create_invitation"
  | "create_jump_batch"
  | "create_list_view"
  | "create_number_prefix"
  | "create_offer"
  | "create_order"
  | "create_own_field"
  | "create_policy"
  | "create_port"
  | "create_port_binding"
  | "create_public_template"
  | "create_resolve_task"
  | "create_result_code"
  | "create_robot"
  | "create_send"
  | "create_service_account"
  | "create_shortcut"
  | "create_sms_app"
  | "create_sms_signature"
  | "create_sms_template"
  | "create_standing_approval"
  | "create_template"
  | "decline_order"
  | "delete_approval_rule"
  | "delete_banned_word"
  | "delete_basic_signature"
  | "delete_basic_template"
  | "delete_export"
  | "delete_group"
  | "delete_holiday"
  | "delete_list_view"
  | "delete_number_prefix"
  | "delete_policy"
  | "delete_port"
  | "delete_port_binding"
  | "delete_public_template"
  | "delete_result_code"
  | "delete_robot"
  | "delete_sms_signature"
  | "delete_sms_template"
  | "delete_template"
  | "deployment_health"
  | "digest"
  | "disable_basic_template"
  | "disable_domain"
  | "disable_member"
  | "disable_public_template"
  | "disable_sms_app"
  | "disable_sms_signature"
  | "disable_sms_template"
  | "disable_template"
  | "discard_number_file"
  | "dismiss_restore"
  | "download_export"
  | "drafts_of"
  | "edit_presence"
  | "enable_basic_template"
  | "enable_domain"
  | "enable_member"
  | "enable_public_template"
  | "enable_sms_app"
  | "enable_sms_signature"
  | "enable_sms_template"
  | "enable_template"
  | "end_question"
  | "end_slack_workspace"
  | "explain_right"
  | "find_card"
  | "find_link"
  | "find_recipient"
  | "find_requests"
  | "finish_alert_post"
  | "finish_card_update"
  | "finish_job"
  | "finish_link"
  | "first_message"
  | "freeze_link"
  | "freeze_service_account"
  | "freeze_shortcut"
  | "grant_channel"
  | "import_opt_outs"
  | "invitation_for"
  | "keep_chat_runs"
  | "keep_draft"
  | "keep_home"
  | "keep_slack_workspace"
  | "leave_enterprise"
  | "limits_report"
  | "list_slack_workspaces"
  | "may"
  | "message_story"
  | "mint_tokens"
  | "my_proposals"
  | "note_incident"
  | "number_story"
  | "pass_vendor_review"
  | "pause_carrier"
  | "pause_channel"
  | "pause_robot"
  | "pause_send"
  | "platform_overview"
  | "preview_cost"
  | "price_list"
  | "proposal_place"
  | "propose_command"
  | "pseudonymise_member"
  | "purge_media"
  | "read_proposal"
  | "read_token"
  | "record_failed_sign_in"
  | "refuse_signature_network"
  | "refuse_vendor_review"
  | "regenerate_resolve_task"
  | "register_callbacks_carrier"
  | "register_card"
  | "register_sms_template"
  | "reject_account_part"
  | "reject_basic_signature"
  | "reject_basic_template"
  | "reject_domain"
  | "reject_filing"
  | "reject_jump_batch"
  | "reject_send"
  | "reject_shortcut"
  | "reject_sms_signature"
  | "reject_sms_template"
  | "reject_standing_approval"
  | "reject_template"
  | "release_send"
  | "remove_opt_out"
  | "remove_vendor_range"
  | "replay_callback"
  | "replay_callback_post"
  | "report"
  | "report_signature_network"
  | "resend_delivery"
  | "resend_send"
  | "restore_channel"
  | "restore_media"
  | "restore_own_field"
  | "resume_callback"
  | "resume_carrier"
  | "resume_channel"
  | "resume_robot"
  | "resume_send"
  | "resume_sms_app"
  | "retire_access_key"
  | "retire_own_field"
  | "retire_vendor_key"
  | "retry_export"
  | "retry_send"
  | "reveal_recipient"
  | "review_changes"
  | "revoke_access_key"
  | "revoke_channel"
  | "revoke_invitation"
  | "revoke_other_sessions"
  | "revoke_session"
  | "rotate_access_key"
  | "rotate_callback"
  | "rotate_carrier"
  | "rotate_robot"
  | "rotate_sms_app"
  | "see_alert"
  | "send_details"
  | "send_reasons"
  | "set_default_channel"
  | "set_default_domain"
  | "set_default_list_view"
  | "set_delegate"
  | "set_feedback"
  | "set_locale"
  | "set_minter_channel"
  | "set_notices"
  | "set_own_basic_template"
  | "set_own_filing"
  | "set_own_send"
  | "set_own_service_account"
  | "set_own_template"
  | "set_sale_settings"
  | "set_unit_price"
  | "share_list_view"
  | "spending"
  | "start_import"
  | "submit_account_part"
  | "submit_basic_signature"
  | "submit_basic_template"
  | "submit_domain"
  | "submit_filing"
  | "submit_send"
  | "submit_shortcut"
  | "submit_sms_signature"
  | "submit_sms_template"
  | "submit_standing_approval"
  | "submit_template"
  | "subscribe_chat_channel"
  | "switch_enterprise"
  | "take_chat_runs"
  | "take_incident"
  | "take_over_incident"
  | "test_basic_template"
  | "test_callback"
  | "test_carrier"
  | "test_robot"
  | "test_template"
  | "trace_recipient"
  | "transition_many"
  | "trash_media"
  | "try_approval_rules"
  | "type_numbers"
  | "undo_send"
  | "unfreeze_link"
  | "unfreeze_service_account"
  | "unfreeze_shortcut"
  | "unlink_chat_identities"
  | "unlink_chat_identity"
  | "unshare_list_view"
  | "unsubscribe_chat_channel"
  | "update_access_key"
  | "update_account_part"
  | "update_approval_rule"
  | "update_approver_mfa"
  | "update_banned_word"
  | "update_basic_signature"
  | "update_basic_template"
  | "update_call_limit"
  | "update_callback"
  | "update_carrier"
  | "update_channel"
  | "update_chat_channel"
  | "update_domain"
  | "update_enterprise"
  | "update_filing"
  | "update_group"
  | "update_holiday"
  | "update_link_rules"
  | "update_list_view"
  | "update_marketing_window"
  | "update_media"
  | "update_number_prefix"
  | "update_offer"
  | "update_operation_protection"
  | "update_own_field"
  | "update_policy"
  | "update_public_template"
  | "update_result_code"
  | "update_retention_period"
  | "update_review_hours"
  | "update_robot"
  | "update_send"
  | "update_send_settings"
  | "update_shortcut"
  | "update_sms_app"
  | "update_sms_signature"
  | "update_sms_template"
  | "update_standing_approval"
  | "update_template"
  | "urge_account_part"
  | "urge_basic_signature"
  | "urge_basic_template"
  | "urge_domain"
  | "urge_filing"
  | "urge_jump_batch"
  | "urge_send"
  | "urge_shortcut"
  | "urge_sms_signature"
  | "urge_sms_template"
  | "urge_standing_approval"
  | "urge_template"
  | "vendor_proofs"
  | "who_can"
  | "whoami"
  | "withdraw_account_part"
  | "withdraw_basic_template"
  | "withdraw_offer"
  | "withdraw_shortcut"
  | "withdraw_signature_network"
  | "withdraw_template";
