-- How a group meets newcomers; null in a chat. The key is the title as it is searched for; null unless the group is public.
alter table conversation add column visibility smallint;
alter table conversation add column welcome integer;
alter table conversation add column public_key varchar;

update conversation set visibility = 1, welcome = 0 where title is not null;

create index conversation_visibility on conversation (visibility, id);
create index conversation_public_key on conversation (public_key ${prefix});

-- Who may not come into a group unasked, because they were removed from it.
create table ban (
  conversation_id bigint not null,
  user_id bigint not null,
  primary key (conversation_id, user_id)
);

create index ban_user on ban (user_id);
