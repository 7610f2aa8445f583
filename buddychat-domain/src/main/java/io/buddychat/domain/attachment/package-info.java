/// Files that are sent with messages: uploaded first, sent later, gone with the last copy of their
/// message.
///
/// ```
/// Attachments   port: a row for each file; part of the store and of its transactions
/// Blobs         port: the bytes; a folder, an object store, whatever keeps them
/// Uploads       takes files in and gives them out
/// Sweep         removes what nobody wants any more
/// ```
///
/// ## Why nothing is left behind
///
/// Rows and bytes are kept in two places and cannot change together. So the row comes first and
/// goes last: there are never bytes without a row that knows of them, and every row that no message
/// wants has a time to go. Whatever step a crash falls between, the [Sweep] finds the row, removes
/// the bytes, and then the row. It never has to guess what a file without a row might be.
///
/// A message that goes takes its attachments along in the same transaction: their time has come
/// then. Nobody can see them from that moment on, and the bytes follow.
@NullMarked
package io.buddychat.domain.attachment;

import org.jspecify.annotations.NullMarked;
