/// The log of what happened in one person's mailbox, and how it is followed.
///
/// Everybody owns one log. Each change of what they own appends an [Entry] to it, in the same
/// transaction as the change itself. Entries are numbered per owner from 1, without holes, and
/// never change. Whoever wants to follow a mailbox gives the number of the last entry they know and
/// reads on from there: that is all that live push, a reconnect, a restart and a second node need.
///
/// ## Why the numbers can be trusted
///
/// The number is given while the owner's mailbox row is locked, and the lock is held until the
/// transaction has committed. So a later number is never visible before an earlier one, and a
/// reader who has seen entry 7 has seen 1 to 6 for good. Numbers made from clocks could not promise
/// that.
///
/// ## Why an entry holds no text
///
/// What a message says is looked up when the entry is delivered. A replay can therefore never show
/// what has been unsent or deleted since.
///
/// ## Why news is handed over
///
/// A message to a hundred people would make their followers read a hundred logs for what the commit
/// has just written. So it hands them the entries ([HandOver]). That is a short cut of the reading
/// and no second way: an entry is taken from it only if it is exactly the next one, and from there
/// on nothing knows where it came from. What is lost, late or out of order costs a read
/// ([Arrivals]).
///
/// ## Why a filter has checkpoints
///
/// Whoever wants only some of a log would stand still in the rest of it, until the log no longer
/// reaches back to where they stand. So they are told from time to time how far it has been read.
@NullMarked
package io.buddychat.domain.inbox;

import org.jspecify.annotations.NullMarked;
