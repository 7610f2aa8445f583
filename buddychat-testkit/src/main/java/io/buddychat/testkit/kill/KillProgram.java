package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.Arguments;
import java.util.List;

/// The command line: kills, checks, prints what it found.
public final class KillProgram {

  private KillProgram() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(KillOptions.HELP);
      return;
    }
    try {
      Findings findings = KillRun.run(KillOptions.of(arguments), System.out::println);
      System.out.println(findings);
      System.exit(findings.areNone() ? 0 : 1);
    } catch (Arguments.Wrong e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
