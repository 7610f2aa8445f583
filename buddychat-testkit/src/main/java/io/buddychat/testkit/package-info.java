/// What checks BuddyChat, and what an application that embeds it may check itself with.
///
/// ```
/// memory        a store in memory
/// contract      what every store must do, as tests to inherit
/// model         random histories, and a plain model of the rules to compare them with
/// architecture  the layering rules, as tests to run
/// postgres      a PostgreSQL that comes and goes with the tests
/// ws            a scripted client for the socket protocols
/// ```
///
/// This package holds the words that tests are written in: a [io.buddychat.testkit.Scene] with a
/// clock that stands still, [persons][io.buddychat.testkit.Person] who do things in it, and
/// [snapshots][io.buddychat.testkit.Snapshot] of what they see. None of these needs a test library.
@NullMarked
package io.buddychat.testkit;

import org.jspecify.annotations.NullMarked;
