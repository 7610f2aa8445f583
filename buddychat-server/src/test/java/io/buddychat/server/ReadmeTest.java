package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.buddychat.graphql.BuddyChatGraphQl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the README draws is what there is, and what it shows of clients is what they run.
class ReadmeTest {

  private static final Pattern DRAWING =
      Pattern.compile("```mermaid\nclassDiagram\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DOCUMENT = Pattern.compile("\"query\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern FIELD = Pattern.compile(" *(\\w+) : (\\w+)");
  private static final Pattern ARROW =
      Pattern.compile(" *(\\w+) --> (?:\"\\S+\" )?(\\w+) : (\\w+)");

  private static final Pattern PIECE =
      Pattern.compile("// README: begin\n(.*?)// README: end", Pattern.DOTALL);
  private static final Pattern COORDINATES = Pattern.compile("`io\\.buddychat:([a-z-]+):([^`]+)`");
  private static final Pattern CODE = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

  private final GraphQLSchema schema =
      UnExecutableSchemaGenerator.makeUnExecutableSchema(
          new SchemaParser().parse(BuddyChatGraphQl.schema()));

  @Test
  void theDrawingShowsTypesAndFieldsThatExist() throws IOException {
    Matcher drawing = DRAWING.matcher(Files.readString(SourceTree.root().resolve("README.md")));
    assertThat(drawing.find()).as("a drawing of the model").isTrue();
    List<String> wrong = new ArrayList<>();
    int arrows = 0;
    for (String line : drawing.group(1).lines().toList()) {
      Matcher field = FIELD.matcher(line);
      Matcher arrow = ARROW.matcher(line);
      if (field.matches()) {
        if (answer(field.group(1), field.group(2)).isEmpty()) {
          wrong.add(line.strip());
        }
      } else if (arrow.matches()) {
        arrows++;
        if (!answer(arrow.group(1), arrow.group(3)).equals(Optional.of(arrow.group(2)))) {
          wrong.add(line.strip());
        }
      } else {
        wrong.add("neither a field nor an arrow: " + line.strip());
      }
    }
    assertThat(wrong).as("lines of the drawing that the schema does not bear out").isEmpty();
    assertThat(arrows).isGreaterThan(10);
  }

  @Test
  void theClientsInItAreThoseThatAreRun() throws IOException {
    List<String> run = new ArrayList<>();
    Path folder = SourceTree.root().resolve("buddychat-server/src/test/clients");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".mjs")).toList()) {
        PIECE.matcher(Files.readString(file)).results().map(it -> it.group(1)).forEach(run::add);
      }
    }
    String readme = Files.readString(SourceTree.root().resolve("README.md"));
    String clients =
        readme.replaceFirst("(?s).*\n## Clients\n", "").replaceFirst("(?s)\n## .*", "");
    List<String> shown = CODE.matcher(clients).results().map(it -> it.group(1)).toList();

    assertThat(run).hasSizeGreaterThanOrEqualTo(7);
    assertThat(shown).containsExactlyInAnyOrderElementsOf(run);
  }

  @Test
  void theProgramInItIsTheOneThatIsRun() throws IOException {
    Path source =
        SourceTree.root()
            .resolve("buddychat-server/src/test/java/io/buddychat/server/EmbeddingTest.java");
    Matcher piece = PIECE.matcher(Files.readString(source));
    assertThat(piece.find()).as("a piece for the README").isTrue();
    String program = (piece.group(1).replaceFirst("\\s+$", "\n") + "    }\n").indent(-4);
    assertThat(Files.readString(SourceTree.root().resolve("README.md")))
        .contains("```java\n" + program + "```");
  }

  /// Whoever embeds it writes these into their own build.
  @Test
  void theCoordinatesInItAreThoseOfTheBuild() throws IOException {
    String pom = Files.readString(SourceTree.root().resolve("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    String readme = Files.readString(SourceTree.root().resolve("README.md"));
    Matcher named = COORDINATES.matcher(readme);
    List<String> modules = new ArrayList<>();
    while (named.find()) {
      assertThat(pom).contains("<module>" + named.group(1) + "</module>");
      assertThat(named.group(2)).isEqualTo(version.group(1));
      modules.add(named.group(1));
    }
    assertThat(modules).contains("buddychat-domain", "buddychat-persistence", "buddychat-testkit");
  }

  @Test
  void itSaysWhatElseThereIs() throws IOException {
    String readme = Files.readString(SourceTree.root().resolve("README.md"));
    String others =
        readme.replaceFirst("(?s).*\n## What else there is\n", "").replaceFirst("(?s)\n## .*", "");
    assertThat(others.lines().filter(line -> line.startsWith("- **"))).hasSizeGreaterThan(3);
  }

  @Test
  void aChangeLogSaysWhatIsNew() throws IOException {
    String log = Files.readString(SourceTree.root().resolve("CHANGELOG.md"));
    assertThat(log.lines().filter(line -> line.startsWith("## [")))
        .first()
        .isEqualTo("## [Unreleased]");
    assertThat(log).containsPattern("(?m)^### Added\n\n- ").containsPattern("(?m)^### Fixed\n\n- ");
  }

  @Test
  void itsDocumentsAreWithinTheLimits() throws IOException {
    Matcher quoted = DOCUMENT.matcher(Files.readString(SourceTree.root().resolve("README.md")));
    int documents = 0;
    try (TestServer server = TestServer.start()) {
      while (quoted.find()) {
        String document = quoted.group(1).replace("\\\"", "\"");
        assertThat(server.client().post(document).body())
            .as(document)
            .doesNotContain("TOO_COMPLEX")
            .doesNotContain("Validation error")
            .doesNotContain("Invalid syntax");
        documents++;
      }
    }
    assertThat(documents).isGreaterThan(15);
  }

  /// The type that a field leads to, through lists and connections.
  private Optional<String> answer(String type, String field) {
    return Optional.ofNullable(schema.getObjectType(type))
        .map(found -> found.getFieldDefinition(field))
        .map(GraphQLFieldDefinition::getType)
        .map(GraphQLTypeUtil::unwrapAll)
        .map(GraphQLNamedType::getName)
        .map(name -> name.replaceFirst("Connection$", ""));
  }
}
