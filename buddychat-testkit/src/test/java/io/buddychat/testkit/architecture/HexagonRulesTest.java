package io.buddychat.testkit.architecture;

import static io.buddychat.testkit.architecture.HexagonRules.DOMAIN_IS_TOLD_THE_TIME;
import static io.buddychat.testkit.architecture.HexagonRules.DOMAIN_NEEDS_THE_JDK_ALONE;
import static io.buddychat.testkit.architecture.HexagonRules.FEATURES_KNOW_EARLIER_ONES_ALONE;
import static io.buddychat.testkit.architecture.HexagonRules.GRAPHQL_ALONE_USES_GRAPHQL_JAVA;
import static io.buddychat.testkit.architecture.HexagonRules.LOGS_GO_THROUGH_SLF4J;
import static io.buddychat.testkit.architecture.HexagonRules.MODULES_KNOW_WHAT_THE_PLAN_ALLOWS;
import static io.buddychat.testkit.architecture.HexagonRules.NAMES_SAY_WHAT_IT_IS;
import static io.buddychat.testkit.architecture.HexagonRules.NOBODY_MOCKS;
import static io.buddychat.testkit.architecture.HexagonRules.PACKAGES_ARE_NULL_MARKED;
import static io.buddychat.testkit.architecture.HexagonRules.PERSISTENCE_ALONE_SPEAKS_SQL;
import static io.buddychat.testkit.architecture.HexagonRules.PERSISTENCE_ALONE_USES_DATABASE_LIBRARIES;
import static io.buddychat.testkit.architecture.HexagonRules.PROGRAMS_ALONE_PRINT;
import static io.buddychat.testkit.architecture.HexagonRules.SERVER_ALONE_USES_JETTY_AND_JWT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.buddychat.testkit.architecture.PlantedCode.Plant;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule reports what was planted for it, and nothing else.
class HexagonRulesTest {

  private static final ArchRule MY_ADAPTER = HexagonRules.adapter("com.example.mongo..");

  private static final PlantedCode CODE = new PlantedCode();

  private static JavaClasses classes;

  static {
    Stream.of(
            "core",
            "user",
            "inbox",
            "peer",
            "attachment",
            "retention",
            "conversation",
            "chat",
            "group",
            "notification")
        .forEach(feature -> CODE.keeps("io.buddychat.domain." + feature));
    Stream.of("domain", "persistence", "graphql", "server", "launcher", "testkit")
        .forEach(module -> CODE.keeps("io.buddychat." + module));

    CODE.plant(
            "io.buddychat.persistence.KnowsGraphql",
            "io.buddychat.graphql.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.graphql.KnowsPersistence",
            "io.buddychat.persistence.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.graphql.KnowsServer",
            "io.buddychat.server.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.launcher.KnowsServer",
            "io.buddychat.server.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.testkit.KnowsServer",
            "io.buddychat.server.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.server.KnowsTestkit",
            "io.buddychat.testkit.Clean it;",
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS)
        .plant(
            "io.buddychat.server.KnowsWhatItWires",
            "io.buddychat.graphql.Clean one; io.buddychat.persistence.Clean other;")
        .plant("io.buddychat.elsewhere.Strays", "", MODULES_KNOW_WHAT_THE_PLAN_ALLOWS);

    CODE.library("org.slf4j.Logger")
        .plant(
            "io.buddychat.domain.user.UsesALibrary",
            "org.slf4j.Logger it;",
            DOMAIN_NEEDS_THE_JDK_ALONE)
        .plant(
            "io.buddychat.domain.user.KnowsPersistence",
            "io.buddychat.persistence.Clean it;",
            DOMAIN_NEEDS_THE_JDK_ALONE,
            MODULES_KNOW_WHAT_THE_PLAN_ALLOWS);

    plantLaterFeature("core", "user");
    plantLaterFeature("user", "inbox");
    plantLaterFeature("inbox", "conversation");
    plantLaterFeature("peer", "conversation");
    plantLaterFeature("conversation", "chat");
    plantLaterFeature("chat", "group");
    plantLaterFeature("group", "notification");
    plantLaterFeature("notification", "chat");
    CODE.plant(
            "io.buddychat.domain.chat.KnowsTheRoot",
            "io.buddychat.domain.Clean it;",
            FEATURES_KNOW_EARLIER_ONES_ALONE)
        .plant("io.buddychat.domain.elsewhere.Strays", "", FEATURES_KNOW_EARLIER_ONES_ALONE)
        .plant("io.buddychat.domain.group.KnowsTheCore", "io.buddychat.domain.core.Clean it;");

    CODE.plant(
            "io.buddychat.domain.chat.Calls",
            "Object at = java.time.Instant.now();",
            DOMAIN_IS_TOLD_THE_TIME)
        .plant(
            "io.buddychat.domain.chat.Refers",
            "java.util.function.Supplier<?> at = java.time.LocalDateTime::now;",
            DOMAIN_IS_TOLD_THE_TIME)
        .plant(
            "io.buddychat.domain.chat.Counts",
            "long at = System.currentTimeMillis();",
            DOMAIN_IS_TOLD_THE_TIME)
        .plant(
            "io.buddychat.domain.chat.Picks",
            "Object clock = java.time.Clock.systemUTC();",
            DOMAIN_IS_TOLD_THE_TIME)
        .plant(
            "io.buddychat.domain.chat.IsTold",
            "Object at(java.time.Clock clock) { return java.time.Instant.now(clock); }")
        .plant(
            "io.buddychat.domain.BuddyChat",
            "static class Builder { Object clock = java.time.Clock.systemUTC(); }")
        .plant("io.buddychat.server.Picks", "Object clock = java.time.Clock.systemUTC();");

    CODE.plant(
            "io.buddychat.server.SpeaksSql",
            "java.sql.Connection connection; javax.sql.DataSource source;",
            PERSISTENCE_ALONE_SPEAKS_SQL)
        .plant(
            "io.buddychat.testkit.SpeaksSql",
            "java.sql.Connection it;",
            PERSISTENCE_ALONE_SPEAKS_SQL)
        .plant("io.buddychat.testkit.postgres.SpeaksSql", "java.sql.Connection it;");

    CODE.library("org.jdbi.v3.core.Jdbi")
        .library("com.zaxxer.hikari.HikariDataSource")
        .plant(
            "io.buddychat.server.Pools",
            "com.zaxxer.hikari.HikariDataSource it;",
            PERSISTENCE_ALONE_USES_DATABASE_LIBRARIES)
        .plant(
            "io.buddychat.testkit.postgres.UsesJdbi",
            "org.jdbi.v3.core.Jdbi it;",
            PERSISTENCE_ALONE_USES_DATABASE_LIBRARIES)
        .plant("io.buddychat.persistence.UsesJdbi", "org.jdbi.v3.core.Jdbi it;");

    CODE.library("graphql.GraphQL")
        .plant(
            "io.buddychat.server.UsesGraphqlJava",
            "graphql.GraphQL it;",
            GRAPHQL_ALONE_USES_GRAPHQL_JAVA)
        .plant("io.buddychat.graphql.UsesGraphqlJava", "graphql.GraphQL it;");

    CODE.library("org.eclipse.jetty.server.Server")
        .library("jakarta.websocket.Session")
        .library("com.auth0.jwt.JWT")
        .plant(
            "io.buddychat.persistence.UsesJetty",
            "org.eclipse.jetty.server.Server it;",
            SERVER_ALONE_USES_JETTY_AND_JWT)
        .plant(
            "io.buddychat.graphql.UsesJakarta",
            "jakarta.websocket.Session it;",
            SERVER_ALONE_USES_JETTY_AND_JWT)
        .plant(
            "io.buddychat.launcher.UsesJwt",
            "com.auth0.jwt.JWT it;",
            SERVER_ALONE_USES_JETTY_AND_JWT)
        .plant(
            "io.buddychat.server.UsesThem",
            "com.auth0.jwt.JWT jwt; jakarta.websocket.Session session;");

    CODE.library("org.mockito.Mockito")
        .plant("io.buddychat.testkit.Mocks", "org.mockito.Mockito it;", NOBODY_MOCKS);

    Stream.of("ChatImpl", "ChatService", "ChatManager", "ChatUtil", "ChatUtils", "ChatHelper")
        .forEach(name -> CODE.plant("io.buddychat.server." + name, "", NAMES_SAY_WHAT_IT_IS));

    CODE.plantInUnmarkedPackage("io.buddychat.server.unmarked.Strays", PACKAGES_ARE_NULL_MARKED);

    CODE.plant("io.buddychat.server.Prints", "{ System.out.println(); }", PROGRAMS_ALONE_PRINT)
        .plant("io.buddychat.graphql.Complains", "{ System.err.println(); }", PROGRAMS_ALONE_PRINT)
        .plant(
            "io.buddychat.testkit.Dumps",
            "void dump(Exception e) { e.printStackTrace(); }",
            PROGRAMS_ALONE_PRINT)
        .plant(
            "io.buddychat.server.Main",
            "public static void main(String[] a) { class Hello { { System.out.println(); } } }");

    CODE.plant("io.buddychat.server.Logs", "java.util.logging.Logger it;", LOGS_GO_THROUGH_SLF4J);

    CODE.plant(
            "com.example.mongo.KnowsPersistence", "io.buddychat.persistence.Clean it;", MY_ADAPTER)
        .plant(
            "com.example.mongo.MongoService",
            "io.buddychat.domain.core.Clean clean; org.mockito.Mockito mockito;"
                + " org.jdbi.v3.core.Jdbi jdbi; { System.out.println(); }");
  }

  private static void plantLaterFeature(String feature, String later) {
    CODE.plant(
        "io.buddychat.domain." + feature + ".KnowsLater",
        "io.buddychat.domain." + later + ".Clean it;",
        FEATURES_KNOW_EARLIER_ONES_ALONE);
  }

  @BeforeAll
  static void compile(@TempDir Path folder) {
    classes = CODE.compiledIn(folder);
  }

  static List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>(HexagonRules.all());
    rules.add(MY_ADAPTER);
    return rules;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void reportsWhatBreaksItAndNothingElse(ArchRule rule) {
    Set<String> planted =
        CODE.plants().stream()
            .filter(plant -> plant.breaks().contains(rule))
            .map(Plant::className)
            .collect(Collectors.toSet());
    assertThat(planted).as("planted for: %s", rule.getDescription()).isNotEmpty();

    Set<String> reported =
        rule.evaluate(classes).getFailureReport().getDetails().stream()
            .map(HexagonRulesTest::whoIsToBlame)
            .collect(Collectors.toSet());

    assertThat(reported).isEqualTo(planted);
  }

  @Test
  void allMeansEveryConstant() {
    Set<Object> constants =
        Stream.of(HexagonRules.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(HexagonRulesTest::value)
            .collect(Collectors.toSet());

    assertThat(Set.<Object>copyOf(HexagonRules.all())).isEqualTo(constants);
  }

  /// A report begins with the element to blame, in angle brackets: a class, its member, or a
  /// package.
  private static String whoIsToBlame(String detail) {
    Matcher first = Pattern.compile("<([^>(]+)").matcher(detail);
    assertThat(first.find()).as(detail).isTrue();
    String element = first.group(1).replace(".package-info", "");
    return CODE.plants().stream()
        .map(Plant::className)
        .filter(
            name ->
                element.equals(name)
                    || element.startsWith(name + ".")
                    || element.startsWith(name + "$")
                    || name.startsWith(element + "."))
        .findFirst()
        .orElse(detail);
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
