/// Several processes that serve one store, and what they tell each other.
///
/// ```
/// Peers           port: the other processes, and the hints that come from them
/// SharedInboxBus  wakes those who follow a log, here and at the others
/// Attention       what is done here about a hint
/// ```
///
/// ## Why hints are enough
///
/// Everything that counts is in the store: the logs, and whether a session lasts. A hint only says
/// where to look, and what is found there decides. So a hint may come twice, late, out of order, or
/// from somebody who made it up; and one that is lost costs time and nothing else, because every
/// process also looks by itself: when its line to the others was down, and every so often. Such a
/// look takes one statement for a thousand logs, and only those followers read whose log has grown.
///
/// ## Why a commit does not wait for it
///
/// The others are told after the commit, by somebody else, and together with what else was
/// committed meanwhile. A notification inside each commit would make all commits of the database
/// stand in one line.
@NullMarked
package io.buddychat.domain.peer;

import org.jspecify.annotations.NullMarked;
