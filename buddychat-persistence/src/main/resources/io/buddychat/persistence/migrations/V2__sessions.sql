create table session (
  id bigint not null primary key,
  user_id bigint not null references users (id),
  started_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  current_token varchar not null
);

create index session_by_user on session (user_id);

-- Every token a session ever had, so that the use of an old one is noticed.
create table refresh_token (
  token_hash varchar not null primary key,
  session_id bigint not null references session (id)
);

create index refresh_token_by_session on refresh_token (session_id);
