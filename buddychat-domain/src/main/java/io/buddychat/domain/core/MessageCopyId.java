package io.buddychat.domain.core;

/// Names one person's own copy of one message: the copy of the conversation it lies in, and the
/// message's running number there.
///
/// The number is the conversation's, so the copies that different people hold of one message share
/// it and differ in `copy`.
public record MessageCopyId(CopyId copy, long ordinal) {}
