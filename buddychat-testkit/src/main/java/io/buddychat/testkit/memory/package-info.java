/// A store that keeps everything in memory, for tests and for trying things out. It needs no
/// library but the domain, and forgets everything when the process ends.
///
/// It is meant to be read: each port is what its documentation says, in the plainest words there
/// are. What it finds by looking at everything, a database finds by an index.
///
/// ## Why two maps for each table
///
/// A [Table] holds what is committed, which everybody may read, and what the running transaction
/// has made of it. Committing copies the touched rows one way, rolling back copies them the other
/// way. So rolling back is complete by construction, and no reader sees half a transaction.
@NullMarked
package io.buddychat.testkit.memory;

import org.jspecify.annotations.NullMarked;
