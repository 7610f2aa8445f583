/// Measures how many messages a second BuddyChat sends, against what its database could do at most.
///
/// Absolute figures say more about the machine, and about who else uses it, than about a program.
/// So the server and the raw limit take turns, a few seconds each, and what counts is the ratio of
/// two neighbours: its median over all rounds, with quartiles.
/// - *The server* is a process of its own. Its clients speak HTTP over sockets they keep, one
///   message at a time ([HttpSender]): each in a chat of their own, or all in one group.
/// - *The raw limit* writes a row for the message and a thin row for each person into a copy of the
///   same database, by plain JDBC, two statements and a commit for each message, as durable as the
///   server ([RawSender]): no HTTP, no GraphQL, no rights, no rules, nothing read, nothing counted.
///   Who is faster than that commits several messages at once.
///
/// At the end everything that was answered is counted in the databases: a fast liar does not win.
@NullMarked
package io.buddychat.testkit.bench;

import org.jspecify.annotations.NullMarked;
