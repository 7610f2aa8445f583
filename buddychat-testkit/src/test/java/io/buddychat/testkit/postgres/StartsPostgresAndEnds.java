package io.buddychat.testkit.postgres;

/// A JVM that starts a server, prints its process id and ends, one way or the other.
final class StartsPostgresAndEnds {

  private StartsPostgresAndEnds() {}

  public static void main(String[] how) {
    System.out.println(TestPostgres.start(TestPostgres.Options.durable()).pid());
    if (how[0].equals("is killed")) {
      Runtime.getRuntime().halt(1);
    }
  }
}
