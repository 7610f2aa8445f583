/// The words every other package uses: ids, failures, pages, and the ports for time-sorted keys and
/// transactions.
///
/// ## Why
///
/// A refusal is data ([Failure]) inside one exception ([BuddyChatException]): a thrown refusal
/// rolls the transaction back by itself, and whoever answers a client can switch over the sealed
/// kinds without knowing the feature that refused.
@NullMarked
package io.buddychat.domain.core;

import org.jspecify.annotations.NullMarked;
