/// How long what happened is remembered, and the tidying up behind it.
///
/// ```
/// Retention    port: forgets a little of what is old; part of the store
/// Forgetting   forgets all of what is old, a little at a time
/// ```
///
/// ## What is forgotten, and why it may be
///
/// - The beginning of each log. It only serves those who come back to it with a cursor; who comes
///   back later reads the state anew. What a person owns is no log and stays.
/// - The ids under which messages were sent. They only serve those who repeat a sending because
///   they never heard what became of it, and nobody does that longer than they follow the log.
/// - Sessions that are over, with the hashes of their refresh tokens. While a session could still
///   be alive, all its used tokens are known, or nobody would notice that one is used again. Once
///   it has expired no token of it is good any more, known or not.
///
/// ## Why in small steps
///
/// Whoever writes into a mailbox waits while it forgets, and on H2 everybody who writes does. So a
/// step looks at few mailboxes and takes little from each, and commands have their turn in between.
/// Where a step begins is all that one needs to know of those before, so nothing is harmed when a
/// sweep is broken off, or when several nodes sweep at once.
@NullMarked
package io.buddychat.domain.retention;

import org.jspecify.annotations.NullMarked;
