package io.buddychat.testkit.model;

/// Where a history takes place: in the [model][Model] and on the [real thing][Stage].
public interface Play {

  Outcome play(Act.OpenChat act);

  Outcome play(Act.CreateGroup act);

  Outcome play(Act.Send act);

  Outcome play(Act.Edit act);

  Outcome play(Act.Unsend act);

  Outcome play(Act.Delete act);

  Outcome play(Act.Read act);

  Outcome play(Act.Notice act);

  Outcome play(Act.Clear act);

  Outcome play(Act.Archive act);

  Outcome play(Act.AddMember act);

  Outcome play(Act.RemoveMember act);

  Outcome play(Act.ChangeAdmin act);

  Outcome play(Act.Leave act);

  Outcome play(Act.RemoveGroup act);

  Outcome play(Act.Retitle act);

  Outcome play(Act.Join act);

  Outcome play(Act.Meet act);

  Outcome play(Act.Rename act);

  Outcome play(Act.LeaveForGood act);
}
