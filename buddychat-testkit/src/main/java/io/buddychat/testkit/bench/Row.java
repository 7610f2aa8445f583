package io.buddychat.testkit.bench;

import java.util.List;

/// Something that is measured: starts what it needs, and stops it.
interface Row {

  /// As it is asked for, such as `P1`.
  String id();

  /// What is divided by what.
  String what();

  /// @throws NotRun when it cannot be measured here
  List<Figure> measure(Lab lab);
}
