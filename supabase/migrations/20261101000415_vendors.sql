-- vendors: by what a vendor proves that it asks for a link (RES-3). Rows of the deployment: no enterprise
-- owns them.

create table private.vendor_keys (
  vendor public.vendor not null,
  kid text not null check (kid ~ '^[!-~]{1,128}$'),
  -- A public key of P-256: {kty, crv, x, y}.
  jwk jsonb not null check (jwk ->> 'kty' = 'EC' and jwk ->> 'crv' = 'P-256' and not jwk ? 'd'),
  added_at timestamptz not null default clock_timestamp(),
  added_by uuid,
  retired_at timestamptz,
  -- Registered by the embedded start, for the phones that the sandbox carrier plays.
  sandbox boolean not null default false,
  primary key (vendor, kid)
);

create table private.vendor_ranges (
  cidr cidr primary key,
  vendor public.vendor not null,
  added_at timestamptz not null default clock_timestamp(),
  added_by uuid
);

insert into private.resources (resource) values ('vendor_key'), ('vendor_range');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('vendor_key', 'add', 'none', 'active', 'platform', true),
  ('vendor_key', 'retire', 'none', 'retired', 'platform', true),
  ('vendor_range', 'add', 'none', 'active', 'platform', true),
  ('vendor_range', 'remove', 'none', 'removed', 'platform', true);

insert into private.constraints (name, code) values ('vendor_keys_pkey', 'vendor_key_known'), ('vendor_ranges_pkey', 'vendor_range_known');
