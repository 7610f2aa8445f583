package io.buddychat.domain.user;

/// Who is asking: a person, and the session they are signed in with.
public record Viewer(UserId user, SessionId session) {}
