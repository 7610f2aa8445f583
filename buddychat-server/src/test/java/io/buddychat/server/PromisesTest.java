package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.BuddyChatGraphQl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each promise has a test that shows it.
class PromisesTest {

  /// The sources of promises, and how many each has.
  private static final Map<String, Integer> HOW_MANY =
      Map.of("B", 130, "A", 28, "D", 41, "G", 20, "R", 29);

  @Test
  void eachPromiseNamesTestsThatRun() throws IOException {
    Promises promises;
    try (InputStream in = PromisesTest.class.getResourceAsStream("promises.md")) {
      promises =
          Promises.read(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
    promises
        .pending()
        .forEach(promise -> System.out.println(promise.number() + ": " + promise.shownBy()));
    assertThat(promises.complaints(HOW_MANY, SourceTree.ofTheProject(), BuddyChatGraphQl.schema()))
        .as("complaints about promises.md")
        .isEmpty();
  }

  /// The table itself is only as good as what reads it.
  @Nested
  class Complaints {

    private final SourceTree tests =
        new SourceTree(
            Map.of(
                "ATest",
                """
                class ATest implements Inherited {

                  @ParameterizedTest
                  @ValueSource(strings = {"(", ")"})
                  void isATest(String text) throws Exception {
                  }

                  void isNone() {
                  }
                }
                """,
                "Inherited",
                """
                public interface Inherited {

                  Thing thing();

                  @Test
                  void hasNoBody();

                  @Test
                  default void isATest() {
                    hasNoBody();
                  }
                }
                """,
                "Forgotten",
                """
                public interface Forgotten {

                  @Test
                  default void isATest() {
                  }
                }
                """));

    private static final String SCHEMA =
        """
        type Chat implements Node {
          id: ID!
        }

        type Query {
          chat(id: ID!): Chat
        }
        """;

    private List<String> about(String... rows) {
      return Promises.read(String.join("\n", rows)).complaints(Map.of("B", 2), tests, SCHEMA);
    }

    @Test
    void thereAreNoneWhenAllIsWell() {
      assertThat(
              about(
                  "| B1 | One | ATest#isATest, Inherited#isATest | |",
                  "| B2 | Two | not yet: type Attachment | |"))
          .isEmpty();
    }

    @Test
    void eachNumberMustBeThereOnce() {
      assertThat(
              about(
                  "| B1 | One | ATest#isATest | |",
                  "| B1 | One | ATest#isATest | |",
                  "| B3 | Three | ATest#isATest | |"))
          .containsExactly(
              "B1 is there 2 times, not once.",
              "B2 is there 0 times, not once.",
              "B3 is no promise.");
    }

    @Test
    void eachNamedTestMustBeOneThatRuns() {
      assertThat(
              about(
                  "| B1 | One | NoTest#isATest, ATest#isNone, ATest#isAT, ATest | |",
                  "| B2 | | Inherited#thing, Inherited#hasNoBody, Forgotten#isATest | |"))
          .containsExactly(
              "B1: there is no class NoTest among the tests.",
              "B1: ATest has no test isNone.",
              "B1: ATest has no test isAT.",
              "B1: ATest is not of the form Class#method.",
              "B2 does not say what is promised.",
              "B2: Inherited has no test thing.",
              "B2: Inherited has no test hasNoBody.",
              "B2: Forgotten is a contract that no test inherits.");
    }

    @Test
    void whatWasToComeMustNotHaveCome() {
      assertThat(about("| B1 | One | ATest#isATest | |", "| B2 | Two | not yet: type Chat | |"))
          .containsExactly("B2: type Chat is there now; name the tests that show it.");
      assertThat(
              about(
                  "| B1 | One | not yet: field Query.chat | |",
                  "| B2 | Two | not yet: field Query.nothing | |"))
          .containsExactly("B1: field Query.chat is there now; name the tests that show it.");
    }
  }
}
