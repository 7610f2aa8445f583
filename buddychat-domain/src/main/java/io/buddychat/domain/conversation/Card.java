package io.buddychat.domain.conversation;

import io.buddychat.domain.user.UserId;
import java.time.Instant;

/// What a group shows of itself to its members.
///
/// @param description empty when none was given
/// @param image where its picture is, as it was given; empty when there is none
/// @param creator who made it, whether they are still a member or not
/// @param updatedAt when one of these last changed
public record Card(
    String title, String description, String image, UserId creator, Instant updatedAt) {}
