package io.buddychat.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.List;

/// What may know what in BuddyChat, one constant per line of the plan.
///
/// Who embeds BuddyChat and writes an adapter of their own checks it with [#adapter].
public final class HexagonRules {

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.buddychat..");

  private static final DescribedPredicate<JavaClass> DOMAIN =
      resideInAPackage("io.buddychat.domain..");

  /// The builder may pick the clock that an embedder did not give.
  private static final DescribedPredicate<JavaClass> PICKS_THE_CLOCK =
      describe(
          "pick the clock", type -> type.getName().equals("io.buddychat.domain.BuddyChat$Builder"));

  /// Whoever starts a program reads what it prints.
  private static final DescribedPredicate<JavaClass> BELONG_TO_A_PROGRAM =
      describe("belong to a program", HexagonRules::belongsToAProgram);

  public static final ArchRule MODULES_KNOW_WHAT_THE_PLAN_ALLOWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.buddychat..")
          .layer("domain")
          .definedBy("io.buddychat.domain..")
          .layer("persistence")
          .definedBy("io.buddychat.persistence..")
          .layer("graphql")
          .definedBy("io.buddychat.graphql..")
          .layer("server")
          .definedBy("io.buddychat.server..")
          .layer("launcher")
          .definedBy("io.buddychat.launcher..")
          .layer("testkit")
          .definedBy("io.buddychat.testkit..")
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("persistence")
          .mayOnlyAccessLayers("domain")
          .whereLayer("graphql")
          .mayOnlyAccessLayers("domain")
          .whereLayer("server")
          .mayOnlyAccessLayers("domain", "persistence", "graphql")
          .whereLayer("launcher")
          .mayNotAccessAnyLayer()
          .whereLayer("testkit")
          .mayOnlyAccessLayers("domain")
          .ensureAllClassesAreContainedInArchitectureIgnoring(not(OURS))
          .as("domain ← {persistence, graphql} ← server; domain ← testkit")
          .because("an adapter can be exchanged only while nobody but the server knows it");

  public static final ArchRule DOMAIN_NEEDS_THE_JDK_ALONE =
      classes()
          .that(DOMAIN)
          .should()
          .onlyDependOnClassesThat(
              DOMAIN.or(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations")))
          .as("the domain needs the JDK alone")
          .because("any JVM application may then embed it");

  public static final ArchRule FEATURES_KNOW_EARLIER_ONES_ALONE =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.buddychat.domain..")
          .layer("core")
          .definedBy("io.buddychat.domain.core..")
          .layer("user")
          .definedBy("io.buddychat.domain.user..")
          .layer("inbox")
          .definedBy("io.buddychat.domain.inbox..")
          .layer("peer")
          .definedBy("io.buddychat.domain.peer..")
          .layer("attachment")
          .definedBy("io.buddychat.domain.attachment..")
          .layer("retention")
          .definedBy("io.buddychat.domain.retention..")
          .layer("conversation")
          .definedBy("io.buddychat.domain.conversation..")
          .layer("chat")
          .definedBy("io.buddychat.domain.chat..")
          .layer("group")
          .definedBy("io.buddychat.domain.group..")
          .optionalLayer("notification")
          .definedBy("io.buddychat.domain.notification..")
          .layer("root")
          .definedBy("io.buddychat.domain")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("user")
          .mayOnlyAccessLayers("core")
          .whereLayer("inbox")
          .mayOnlyAccessLayers("core", "user")
          .whereLayer("peer")
          .mayOnlyAccessLayers("core", "user", "inbox")
          .whereLayer("attachment")
          .mayOnlyAccessLayers("core", "user")
          .whereLayer("retention")
          .mayOnlyAccessLayers("core", "user")
          .whereLayer("conversation")
          .mayOnlyAccessLayers("core", "user", "inbox", "attachment")
          .whereLayer("chat")
          .mayOnlyAccessLayers("core", "user", "inbox", "attachment", "conversation")
          .whereLayer("group")
          .mayOnlyAccessLayers("core", "user", "inbox", "attachment", "conversation")
          .whereLayer("notification")
          .mayOnlyAccessLayers("core", "user", "inbox", "attachment", "conversation")
          .ensureAllClassesAreContainedInArchitectureIgnoring(not(DOMAIN))
          .as(
              "core ← user ← {inbox, attachment} ← conversation ← {chat, group, notification} ← the"
                  + " root; user ← retention ← the root; inbox ← peer ← the root")
          .because("a feature that knows only earlier ones can be read without the later ones");

  public static final ArchRule DOMAIN_IS_TOLD_THE_TIME =
      noClasses()
          .that(DOMAIN)
          .and(not(PICKS_THE_CLOCK))
          .should()
          .accessTargetWhere(describe("the system's clock is read", SystemClock::isReadBy))
          .as("the domain is told the time")
          .because("a scenario replays exactly only when its clock is given");

  public static final ArchRule PERSISTENCE_ALONE_SPEAKS_SQL =
      noneOfOurs(
              not(
                  resideInAnyPackage(
                      "io.buddychat.persistence..",
                      "io.buddychat.testkit.postgres..",
                      "io.buddychat.testkit.bench..")))
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .as(
              "persistence alone speaks SQL (and the testkit, where it starts a server or measures against raw rows)");

  public static final ArchRule PERSISTENCE_ALONE_USES_DATABASE_LIBRARIES =
      noneOfOurs(not(resideInAPackage("io.buddychat.persistence..")))
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jdbi..", "org.flywaydb..", "com.zaxxer..", "org.h2..", "org.postgresql..")
          .as("persistence alone uses Jdbi, Flyway, the pool and the drivers");

  public static final ArchRule GRAPHQL_ALONE_USES_GRAPHQL_JAVA =
      noneOfOurs(not(resideInAPackage("io.buddychat.graphql..")))
          .dependOnClassesThat()
          .resideInAnyPackage("graphql..", "org.dataloader..")
          .as("graphql alone uses graphql-java");

  public static final ArchRule SERVER_ALONE_USES_JETTY_AND_JWT =
      noneOfOurs(not(resideInAPackage("io.buddychat.server..")))
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "jakarta..", "com.auth0..")
          .as("the server alone uses Jetty, Jakarta and JWT");

  public static final ArchRule NOBODY_MOCKS =
      noneOfOurs(OURS)
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mockito..", "org.easymock..", "mockit..", "org.powermock..", "io.mockk..")
          .as("nobody mocks")
          .because("a hand-written fake is one for all tests, and passes the same contract");

  public static final ArchRule NAMES_SAY_WHAT_IT_IS =
      noneOfOurs(OURS)
          .haveNameMatching(".*(Impl|Service|Manager|Util|Utils|Helper)")
          .as("a name says what it is")
          .because("Impl, Service, Manager, Util and Helper fit everything, so they say nothing");

  public static final ArchRule PACKAGES_ARE_NULL_MARKED =
      ArchRuleDefinition.all(new OurPackages())
          .should(OurPackages.beNullMarked())
          .as("every package has a package-info with @NullMarked");

  public static final ArchRule PROGRAMS_ALONE_PRINT =
      noClasses()
          .that(OURS)
          .and(not(BELONG_TO_A_PROGRAM))
          .should(ACCESS_STANDARD_STREAMS)
          .as("programs alone print; all others log, or throw");

  public static final ArchRule LOGS_GO_THROUGH_SLF4J =
      noneOfOurs(OURS)
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .as("logs go through SLF4J, not java.util.logging");

  private HexagonRules() {}

  /// Every rule above.
  public static List<ArchRule> all() {
    return List.of(
        MODULES_KNOW_WHAT_THE_PLAN_ALLOWS,
        DOMAIN_NEEDS_THE_JDK_ALONE,
        FEATURES_KNOW_EARLIER_ONES_ALONE,
        DOMAIN_IS_TOLD_THE_TIME,
        PERSISTENCE_ALONE_SPEAKS_SQL,
        PERSISTENCE_ALONE_USES_DATABASE_LIBRARIES,
        GRAPHQL_ALONE_USES_GRAPHQL_JAVA,
        SERVER_ALONE_USES_JETTY_AND_JWT,
        NOBODY_MOCKS,
        NAMES_SAY_WHAT_IT_IS,
        PACKAGES_ARE_NULL_MARKED,
        PROGRAMS_ALONE_PRINT,
        LOGS_GO_THROUGH_SLF4J);
  }

  /// The rule for an adapter of one's own: of BuddyChat, it knows the domain alone.
  ///
  /// @param packages where it lives, as ArchUnit writes it: `com.example.mongo..`
  public static ArchRule adapter(String packages) {
    return noClasses()
        .that(resideInAPackage(packages))
        .should()
        .dependOnClassesThat(OURS.and(not(DOMAIN)).and(not(resideInAPackage(packages))))
        .as("of BuddyChat, " + packages + " knows the domain alone");
  }

  private static ClassesShould noneOfOurs(DescribedPredicate<JavaClass> of) {
    return noClasses().that(OURS).and(of).should();
  }

  private static boolean belongsToAProgram(JavaClass type) {
    return type.getMethods().stream().anyMatch(method -> method.getName().equals("main"))
        || type.getEnclosingClass().filter(HexagonRules::belongsToAProgram).isPresent();
  }
}
