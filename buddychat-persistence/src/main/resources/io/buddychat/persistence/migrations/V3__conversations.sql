create table conversation (
  id bigint not null primary key,
  kind smallint not null,
  last_ordinal bigint not null,
  activity_at bigint not null,
  created_at bigint not null,
  pair_low bigint,
  pair_high bigint,
  owners bigint not null,
  -- What a group shows of itself; null in a chat.
  title varchar,
  description varchar,
  image varchar,
  creator bigint,
  card_updated_at bigint
);

-- Two people have one chat, for ever.
create unique index conversation_pair on conversation (pair_low, pair_high);

create table conversation_copy (
  id bigint not null primary key,
  conversation_id bigint not null,
  owner bigint not null,
  other_user bigint,
  archived boolean not null,
  created_at bigint not null,
  admin boolean not null,
  base bigint not null,
  own_sent bigint not null,
  settled bigint not null
);

create unique index conversation_copy_member on conversation_copy (conversation_id, owner);
create index conversation_copy_owner on conversation_copy (owner);
