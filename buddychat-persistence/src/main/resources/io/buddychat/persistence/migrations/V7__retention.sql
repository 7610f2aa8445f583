-- What is old enough to be forgotten is found by its age.
create index send_key_age on send_key (sent_at);
create index session_expiry on session (expires_at);
