/// People: who they are, how they prove it, and how long that proof holds.
///
/// A person has a profile, phone numbers, one password and any number of sessions. A session begins
/// with a login, is carried on by refresh tokens of which each works once, and ends by revocation,
/// by a new password, by the account's end, or when one of its old tokens is used again.
///
/// ## Why
///
/// Access tokens are not here: they are a form of the wire that names a session. What counts is
/// whether the session is alive, and that the store decides. Its "alive" is good for a second, for
/// who sends ten messages a second need not ask ten times; an end that was made here, or that
/// another process has told of, is known at once ([KnownSessions] has the rules).
@NullMarked
package io.buddychat.domain.user;

import org.jspecify.annotations.NullMarked;
