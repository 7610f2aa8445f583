package io.buddychat.testkit.model;

import java.util.List;

/// One thing somebody does in a history. Everything is named by small numbers, so that a history
/// can be replayed, shortened and printed: people by their place, conversations by the order of
/// their beginning (counted round when there are fewer), messages by how many lie between them and
/// the newest.
///
/// Who acts on a conversation they own no copy of tries it with somebody else's: a refusal is
/// expected.
public sealed interface Act {

  int who();

  /// Does it.
  Outcome in(Play play);

  record OpenChat(int who, int with) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record CreateGroup(int who, List<Integer> members) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  /// @param key which of the sender's own ids it is sent under; none when negative
  record Send(int who, int in, int text, int key) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Edit(int who, int in, int back, int text) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Unsend(int who, int in, int back) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Delete(int who, int in, int back) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Read(int who, int in, int back) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Notice(int who, int in, int back) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Clear(int who, int in) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Archive(int who, int in, boolean archived) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record AddMember(int who, int in, int user) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record RemoveMember(int who, int in, int user) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record ChangeAdmin(int who, int in, int user, boolean admin) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Leave(int who, int in) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record RemoveGroup(int who, int in) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Retitle(int who, int in, int text) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Join(int who, int in) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  /// @param newest how many messages newcomers are to find
  record Meet(int who, int in, boolean open, int newest) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record Rename(int who, int text) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }

  record LeaveForGood(int who) implements Act {

    @Override
    public Outcome in(Play play) {
      return play.play(this);
    }
  }
}
