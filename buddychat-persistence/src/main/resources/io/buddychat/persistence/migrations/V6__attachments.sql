create table attachment (
  id bigint not null primary key,
  uploader bigint not null,
  -- Null until it is sent.
  message_id bigint,
  place integer not null,
  name varchar not null,
  content_type varchar not null,
  -- Null until all of it is there.
  size bigint,
  uploaded_at bigint not null,
  -- When it goes; 0 when it is discarded, null while a message holds it.
  expires_at bigint
);

create index attachment_message on attachment (message_id);
create index attachment_expiry on attachment (expires_at, id);
create index attachment_uploader on attachment (uploader, expires_at);
