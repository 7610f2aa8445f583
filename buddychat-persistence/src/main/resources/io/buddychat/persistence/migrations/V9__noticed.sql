-- Few notifications are ever set as read, and finding them must not take the whole history. Nothing
-- is written to this index when a message is sent. (H2 has no indexes of a part of the rows.)
${partial}create index message_copy_noticed on message_copy (owner, seq) where noticed_at is not null;
