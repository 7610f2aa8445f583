/// Measures BuddyChat against what the machine could do at most, and against what one would take
/// instead.
///
/// Absolute figures say more about the machine, and about who else uses it, than about a program.
/// So contestants take turns, a few seconds each ([Rounds]), and what counts is the ratio of two
/// neighbours: its median over all rounds, with quartiles. A [Row] is a line or two of the table;
/// it starts what it needs, and stops it.
/// - *The server* is a process of its own, over people that were written into its tables ([World]).
/// - *The load* on it is another one ([io.buddychat.testkit.bench.load]), which checks what
///   arrives.
/// - *The raw limit* writes a row for the message and a thin row for each person into a copy of the
///   same database, by plain JDBC, two statements and a commit for each message, as durable as the
///   server ([RawSender]): no HTTP, no GraphQL, no rights, no rules, nothing read, nothing counted.
///   Who is faster than that commits several messages at once.
///
/// At the end everything that was answered is counted in the databases: a fast liar does not win.
///
/// What needs the inside of the server (a page within one process, bare sockets, passwords that
/// cost nothing) lies among the server's tests, and is started from there as a process.
@NullMarked
package io.buddychat.testkit.bench;

import org.jspecify.annotations.NullMarked;
