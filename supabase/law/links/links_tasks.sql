comment on table public.resolve_tasks is
  'RES-1, table 7-1: a resolve task (解析任务). submitted_by made it; decided_by ended it. '
  'link_id: the one link of a group task. frozen_at: none of its cards is shown until a person unfreezes it.';

select private.resource_table('public.resolve_tasks', 'KooMessage:resolveTask:list');

comment on table private.mint_progress is
  'The cursor of a personal task. The id of a link is id_base + ordinal, its place in the file. '
  'taken: how many lines are made or rejected. retry_after: the ordinal up to which the rejects were '
  'retried; null when no retry was asked for.';

comment on table private.link_blocks is
  'The start of the next block of link ids. Small tasks share the partition from 2^46 on; a large task gets '
  'its own, from 2^46 + 2^40 on.';

comment on table public.links is
  'A group link, or a personal link of a resolve task. Its code is its enciphered id. '
  'cust_flag (客户标识) says for whom it is, often a number. No foreign key: a million checks would take longer '
  'than inserting the million rows, and only the verbs of its task write to this table.';

comment on table partitions.links_shared is 'The links of all small tasks.';

comment on table public.link_rejects is
  'RES-2: the links of a personal task that could not be made, and why. A row is deleted when a retry makes '
  'its link.';

comment on table public.link_aliases is
  'Custom short codes (自定义短码), unique on a domain. host is empty for the deployment''s own address, which '
  'enterprises share. A custom code never has eight characters: those are enciphered ids, and it could '
  'shadow a later link.';

comment on table public.frozen_links is
  'GRD-1: single personal links, of tasks and of sends, that are frozen. frozen_by null: the burst guard '
  'froze it. A group link is frozen with its task.';

select private.resource_table('public.links', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_rejects', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_aliases', 'KooMessage:resolveTask:list', '{code}');

select private.resource_table('public.frozen_links', 'KooMessage:resolveTask:list');
