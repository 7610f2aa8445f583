-- The *_key columns hold names as they are compared and searched (user.Identity); null in a placeholder.
create table users (
  id bigint not null primary key,
  username varchar not null,
  username_key varchar,
  email varchar not null,
  email_key varchar,
  first_name varchar not null,
  first_name_key varchar,
  last_name varchar not null,
  last_name_key varchar,
  bio varchar not null,
  profile_picture varchar not null,
  date_joined bigint not null,
  updated_at bigint not null,
  deleted boolean not null,
  password_hash varchar
);

create unique index users_username on users (username_key);
create unique index users_email on users (email_key);

-- For searches by how a name begins.
create index users_username_prefix on users (username_key ${prefix});
create index users_first_name_prefix on users (first_name_key ${prefix});
create index users_last_name_prefix on users (last_name_key ${prefix});

create table phone_number (
  id bigint not null primary key,
  owner bigint not null references users (id),
  country_code varchar not null,
  number varchar not null
);

create unique index phone_number_number on phone_number (country_code, number);
create index phone_number_owner on phone_number (owner);
