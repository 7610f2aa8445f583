/// Measures how many messages a second BuddyChat sends, against what its database could do at most.
///
/// Absolute figures say more about the machine, and about who else uses it, than about a program.
/// So the server and the raw limit take turns, a few seconds each, and what counts is the ratio of
/// two neighbours: its median over all rounds, with quartiles.
/// - *The server* is a process of its own. Its clients speak HTTP over sockets they keep, one
///   message at a time, each person in a chat of their own ([HttpSender]).
/// - *The raw limit* writes the same rows into a copy of the same database, by plain JDBC, a commit
///   for each message, as durable as the server ([RawSender]): no HTTP, no GraphQL, no rights, no
///   rules, nothing read. Nobody who keeps the same rows message by message can be faster.
///
/// At the end everything that was answered is counted in the databases: a fast liar does not win.
@NullMarked
package io.buddychat.testkit.bench;

import org.jspecify.annotations.NullMarked;
