/// Chats: conversations of two people for ever, or of one with themself.
///
/// All that is special about them is how they begin, be it with a first message. The rest is in the
/// package `conversation`.
@NullMarked
package io.buddychat.domain.chat;

import org.jspecify.annotations.NullMarked;
