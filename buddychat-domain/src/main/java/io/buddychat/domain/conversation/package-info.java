/// Conversations, the copies people own of them, and everything that can be done with messages.
///
/// ```
/// Conversation   a pair, oneself, or a group: what is common to all; gives messages their numbers
///   Copy         one for each owner: archived, read marks, where it begins
///   Message      the text, stored once
///     MessageCopy  one thin row for each owner: "I hold message 7; I read it then"
/// ```
///
/// Deleting, reading, archiving and clearing touch the owner's copy. Editing and unsending reach
/// every copy that still lives. Chats and groups differ in who belongs to them and who may do what
/// to their members: what is done with messages is the same in both, but for the names of events
/// and what newcomers to a group are shown of its past. Only what becomes of a conversation that
/// somebody leaves for good must be told apart ([Departure], [Profiles], and [SendMessage] to a
/// chat whose other side has gone).
///
/// ## How a command runs
///
/// A [Command] says what it needs to see, the store locks and loads that as a set ([Room]), the
/// command decides (a pure function that answers with [Changes] or refuses), and the store writes
/// the changes as a set: a number of statements that does not depend on how many people are
/// concerned. The owners' logs are part of the changes. [Commands] runs it and wakes the owners
/// when all is durable.
///
/// Messages that are sent while others are being stored share a transaction: see [SharedCommit].
///
/// ## Why conversations are locked first, then mailboxes
///
/// Every command locks in the same order: conversations by id, then the mailboxes of all concerned
/// by owner. So two commands never wait for each other in a circle, however their members overlap.
@NullMarked
package io.buddychat.domain.conversation;

import org.jspecify.annotations.NullMarked;
