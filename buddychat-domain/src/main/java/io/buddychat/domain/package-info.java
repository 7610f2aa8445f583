/// BuddyChat as a library: [io.buddychat.domain.BuddyChat] is what an application embeds, and
/// [io.buddychat.domain.Store] what it needs underneath.
///
/// The packages depend on each other in one direction: `core ← user ← {inbox, attachment,
/// retention}`, `inbox ← peer`, `{inbox, attachment} ← conversation ← {chat, group}`, and this one,
/// which puts them together, on all of them.
@NullMarked
package io.buddychat.domain;

import org.jspecify.annotations.NullMarked;
