/// How BuddyChat is kept: JDBI over H2 and PostgreSQL.
/// [JdbiStore][io.buddychat.persistence.JdbiStore] is the way in; all else is behind it.
///
/// ## The tables
///
/// Each person owns a copy: of each conversation they are in, of each message in it, of the log of
/// what happened. Rows of a mailbox carry their `owner`, so that a mailbox can move to another
/// database whole.
///
/// ```
/// users                    people, and the placeholders of those who left; unique user name and e-mail
/// ├─ phone_number          unique pair of country code and number
/// └─ session               a login; names its current refresh token
///    └─ refresh_token      hashes of all tokens it ever had
///
/// conversation             what is common to all: kind, the running number, the latest activity;
/// │                        a pair's two people are unique: one chat of two people, for ever;
/// │                        public groups are found by (visibility, id) and by how their titles begin
/// ├─ conversation_copy     one for each owner: archived, and the marks the unread count is made from
/// ├─ message               what was said, once; counts its holders and those who have yet to read
/// │  └─ message_copy       one thin row for each owner: that they hold it, and what they did with it;
/// │                        found by (copy_id, ordinal) in a conversation, by (owner, seq) in the log
/// ├─ ban                   who may not come into a group unasked
/// ├─ send_key              what was sent under ids of the senders' choosing
/// └─ attachment            a file: whose, of which message once it is sent, and from when on nobody
///                          wants it; the bytes are in [FolderBlobs][io.buddychat.persistence.FolderBlobs]
///
/// mailbox                  one for each living account: the number of the newest entry of its log, and
/// │                        the horizon up to which entries are forgotten
/// └─ inbox_entry           the log's entries that no message_copy stands for, from the horizon on
/// ```
///
/// Ids are made by the domain. Times are whole milliseconds since 1970, as the domain has them:
/// eight bytes that both databases keep and compare exactly. Codes of kinds and operations are the
/// domain's. Texts are `varchar` without a length; how long they may be is the domain's to say.
///
/// ## Why a message copy is also the log's entries of its arrival
///
/// Context: a message to a hundred people writes a row for each. Copy, notification and the two
/// entries ("created", "notified") as rows of their own would be four hundred, and inserting rows
/// into indexes is what a database spends its time on. Decision: the copy has the number of its
/// arrival, `seq`, and stands for the entries `seq` and (when it was received) `seq + 1`. When it
/// goes, they become rows of `inbox_entry` in the same transaction. Consequence: the log is the
/// union of two tables, read in one statement, which sees both at one moment; and `message_copy`
/// has no foreign keys and no index that a page or the log does not need. Forgetting the beginning
/// of a log raises the horizon and deletes the rows of `inbox_entry` up to there; copies stay, and
/// stand for what is above the horizon only.
///
/// A newcomer who is given what was said before gets copies like all others, which stand for one
/// entry each ("created"). They arrive when they are given and not when they were sent, or a log
/// would forget its newest entries for being old: `ARRIVED_AT` in
/// [Columns][io.buddychat.persistence.Columns] tells which of the two times it is.
///
/// ## How it is locked
///
/// First a person's row (only where a profile or password changes), then conversations by id, then
/// mailboxes by owner: see [Conversations][io.buddychat.domain.conversation.Conversations]. All
/// else is written under these locks. There are foreign keys among a person's rows only, so none of
/// them locks anything else. What meets in a circle all the same (an account that ends while
/// somebody opens a chat with it) the databases notice, and
/// [JdbiUnitOfWork][io.buddychat.persistence.JdbiUnitOfWork] runs it again.
///
/// ## Why so few statements
///
/// Each row of a set goes into an array, each array is a parameter, and `unnest` makes rows of
/// them: one statement for any number of rows. Measured against JDBC batches this is twice as fast
/// on PostgreSQL for a hundred rows and the same on H2, where the indexes take the time.
///
/// ## Why so few trips, and plans that are kept
///
/// Context: of what one send costs PostgreSQL when nobody else sends, the rows are the smaller
/// part. Eight questions, each waiting for the answer before it, and a new plan for most of them
/// (it takes arrays of different lengths for different questions) were more than half of its
/// processor's time. Decision: what a command locks and loads goes in one
/// [RoundTrip][io.buddychat.persistence.RoundTrip], what it writes in another, with the commit
/// ([JdbiUnitOfWork][io.buddychat.persistence.JdbiUnitOfWork]); and every connection is told to
/// keep one plan for a statement, and to go by indexes in it ([Dialect]). Consequence: a plan does
/// not depend on values or on how much was there when it was made, so a page costs the same in a
/// short history and in a long one; a statement that needs to be planned for its values must say
/// so, as the search by beginnings of names does.
///
/// ## H2
///
/// It speaks PostgreSQL's language in its PostgreSQL mode, but has habits which the statements
/// allow for:
/// - It follows an index only if `order by` names all its columns.
/// - It uses `= any(...)` with an index only if no other condition limits a column of that index;
///   joins with `unnest` have no such trouble.
/// - It deletes by a list of pairs only by reading the whole table, but `merge … then delete` by
///   key.
/// - A statement sees all its tables as they were at one moment, and those of its subqueries, but
///   not those of subqueries within subqueries.
/// - Transactions that wait for each other's rows can lose an update: see
///   [Turns][io.buddychat.persistence.Turns].
/// - An interrupted thread closes the file for everybody, unless the url says `async:`.
/// - It may answer a statement that is run again with what it found for other arguments, unless
///   told not to: see [H2Url][io.buddychat.persistence.H2Url], which also makes its commits durable
///   as far as a killed process goes. [Durability][io.buddychat.persistence.Durability] does the
///   rest.
@NullMarked
package io.buddychat.persistence;

import org.jspecify.annotations.NullMarked;
