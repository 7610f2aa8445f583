/// How BuddyChat is kept.
@NullMarked
package io.buddychat.persistence;

import org.jspecify.annotations.NullMarked;
