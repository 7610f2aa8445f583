package io.buddychat.testkit.client;

import java.util.Optional;

/// That a message was sent.
///
/// @param copy the sender's own; empty when it was a repeat and the sender has let go of it since
/// @param duplicate whether it had been sent before, under the same id
public record Sent(Optional<MessageCopy> copy, boolean duplicate) {}
