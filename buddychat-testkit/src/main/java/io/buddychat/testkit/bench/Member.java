package io.buddychat.testkit.bench;

/// Somebody in a group.
///
/// @param copy the id of their copy of it
record Member(Person person, String copy) {}
