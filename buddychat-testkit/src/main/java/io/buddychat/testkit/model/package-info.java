/// Histories that nobody thought of: random people do random things, and what really comes of it is
/// compared with a plain model of the rules.
///
/// A [io.buddychat.testkit.model.History] is a list of [acts][io.buddychat.testkit.model.Act] that
/// name everything by small numbers, so that it can be drawn from a seed, replayed and shortened.
/// [io.buddychat.testkit.model.Trials] plays it in the [model][io.buddychat.testkit.model.Model]
/// and on a store at once. A [io.buddychat.testkit.model.Mirror] is a client that knows nothing but
/// what the log tells it.
@NullMarked
package io.buddychat.testkit.model;

import org.jspecify.annotations.NullMarked;
