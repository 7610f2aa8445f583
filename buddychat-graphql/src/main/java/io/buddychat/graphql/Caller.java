package io.buddychat.graphql;

import io.buddychat.domain.user.Viewer;
import java.util.Optional;

/// Who sends a request: a signed-in person, or somebody unknown.
///
/// A bad token does not refuse a request as a whole, since clients also send it along when they ask
/// for a new one. The fields that need a person then say what was wrong with it.
///
/// @param problem what was wrong with the token that was shown, if one was
public record Caller(Optional<Viewer> viewer, Optional<String> problem) {

  public static final Caller ANONYMOUS = new Caller(Optional.empty(), Optional.empty());

  public static Caller of(Viewer viewer) {
    return new Caller(Optional.of(viewer), Optional.empty());
  }

  public static Caller refused(String problem) {
    return new Caller(Optional.empty(), Optional.of(problem));
  }
}
