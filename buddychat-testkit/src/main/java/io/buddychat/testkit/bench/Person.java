package io.buddychat.testkit.bench;

/// @param id as the API shows it
/// @param token of a session that lasts
record Person(String username, String id, String token) {}
