/// Kills a running server again and again, and looks for what it forgot.
///
/// Several people send messages, into chats and into groups that guests come to and leave, and
/// note, outside of the server, each one that it acknowledged. At a random moment the server gets
/// `kill -9`; so does PostgreSQL, now and then. Whatever starts again from what is on the disk must
/// know:
/// - each acknowledged message, in the copies of everybody, once and under the same id;
/// - each other one in all copies or in none; sent again under its `clientMessageId`, it is there
///   once;
/// - how many messages are unread.
///
/// Meanwhile two subscribers follow the inbox of each person, from the cursor of the last event
/// they have dealt with, whenever they have lost their socket; one of the two also cuts its own. At
/// the end what each was shown is compared with the whole log: each event once, in order, and
/// nothing shown that is not in the log at that place. A subscriber that waits for half a minute
/// while nothing new happens is a finding too.
///
/// [KillProgram] does that from the command line for as long as one likes, a test of the server
/// module for a few seconds. Power cuts are another matter: a killed process has handed its writes
/// to the operating system, which lives on.
@NullMarked
package io.buddychat.testkit.kill;

import org.jspecify.annotations.NullMarked;
