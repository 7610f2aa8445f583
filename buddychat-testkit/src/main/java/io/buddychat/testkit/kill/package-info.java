/// Kills a running server again and again, and looks for what it forgot.
///
/// Several people send messages and note, outside of the server, each one that it acknowledged. At
/// a random moment the server gets `kill -9`; so does PostgreSQL, now and then. Whatever starts
/// again from what is on the disk must know:
/// - each acknowledged message, in the copies of both people, once and under the same id;
/// - each other one in both copies or in neither; sent again under its `clientMessageId`, it is
///   there once;
/// - how many messages are unread.
///
/// [KillProgram] does that from the command line for as long as one likes, a test of the server
/// module for a few seconds. Power cuts are another matter: a killed process has handed its writes
/// to the operating system, which lives on.
@NullMarked
package io.buddychat.testkit.kill;

import org.jspecify.annotations.NullMarked;
