create table message (
  id bigint not null primary key,
  conversation_id bigint not null,
  ordinal bigint not null,
  sender bigint not null,
  session_id bigint not null,
  content varchar not null,
  sent_at bigint not null,
  edited_at bigint,
  holders bigint not null,
  awaiting bigint not null,
  last_read bigint
);

create unique index message_ordinal on message (conversation_id, ordinal);

-- One row per message and recipient: no foreign key, no index that no page needs.
create table message_copy (
  copy_id bigint not null,
  ordinal bigint not null,
  owner bigint not null,
  message_id bigint not null,
  received boolean not null,
  seq bigint not null,
  read_at bigint,
  noticed_at bigint,
  primary key (copy_id, ordinal)
);

create unique index message_copy_seq on message_copy (owner, seq);

create table send_key (
  sender bigint not null,
  conversation_id bigint not null,
  client_id varchar not null,
  ordinal bigint not null,
  digest varchar not null,
  sent_at bigint not null,
  primary key (sender, conversation_id, client_id)
);
