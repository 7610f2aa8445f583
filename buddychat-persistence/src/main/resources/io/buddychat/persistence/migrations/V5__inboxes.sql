create table mailbox (
  owner bigint not null primary key,
  last_seq bigint not null,
  horizon bigint not null
);

-- The entries of the logs that no message_copy stands for.
create table inbox_entry (
  owner bigint not null,
  seq bigint not null,
  operation smallint not null,
  occurred_at bigint not null,
  session_id bigint,
  copy_id bigint,
  ordinal bigint,
  message_id bigint,
  conversation_id bigint,
  member_id bigint,
  user_id bigint,
  actor bigint,
  primary key (owner, seq)
);
