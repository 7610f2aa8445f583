/// Whole programs against a BuddyChat server, each in one file that can be copied: what it needs is
/// [io.buddychat.testkit.client].
///
/// They take the server's address, such as `http://127.0.0.1:8080/graphql`, sign up the people they
/// need, and print what happens. Tests run them against a real server.
@NullMarked
package io.buddychat.examples;

import org.jspecify.annotations.NullMarked;
