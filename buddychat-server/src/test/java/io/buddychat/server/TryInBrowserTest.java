package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of two people as a person uses it, in a real browser.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TryInBrowserTest {

  private static Path chromium() {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty()) {
      System.out.println("Not run: TryInBrowserTest, for no Chromium is installed here.");
    }
    Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed here");
    return program.orElseThrow();
  }

  @Test
  void changesAreWatchedByKindActionAndIdInStreamsThatEndAlone() throws Exception {
    Path program = chromium();
    try (TestServer server = TestServer.start();
        Chromium browser = Chromium.start(program)) {
      browser.open(server.uri().resolve("/try"));
      browser.await("two people", "document.querySelectorAll('section').length === 2");
      Side alice = new Side(browser, 0);
      Side boris = new Side(browser, 1);
      for (Side side : new Side[] {alice, boris}) {
        side.write("password", "Secret123");
        side.press("signUp");
        side.isIn("signed in");
      }
      boris.press("connect");
      boris.isIn("connected");
      boris.watch("MESSAGE", "CREATE", "");
      boris.watch("NOTIFICATION", "ALL", "");
      boris.hasWatched(2);
      alice.send("It is raining.");
      boris.hasLine("changes 1", "It is raining.");
      boris.hasLine("changes 2", "It is raining.");

      boris.watch("", "ALL", "no such id");
      boris.has(".problem", "There is no");
      boris.hasWatched(2);

      boris.endFirstWatched();
      boris.hasWatched(1);
      alice.send("Now the sun shines.");
      boris.hasLine("changes 2", "Now the sun shines.");
      assertThat(boris.lines("Now the sun shines.")).isEqualTo("1");

      boris.watch("CHAT", "UPDATE", boris.chatId(server.client()));
      boris.hasLine("changes 4", "SUBSCRIPTION_ACTIVE");
      for (int width : new int[] {1280, 420}) {
        browser.resize(width, 900);
        assertThat(browser.run("String(document.documentElement.scrollWidth <= innerWidth)"))
            .as("whether all of it is to be seen in a window of " + width)
            .isEqualTo("true");
      }
      browser.run("document.querySelectorAll('section')[1].scrollIntoView(); true");
      browser.picture("try-watching");

      boris.press("cut");
      boris.isIn("signed in");
      boris.hasWatched(0);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void twoPeopleTalkAndWhatWasMissedComesWhenTheLineIsBack() throws Exception {
    Path program = chromium();
    try (TestServer server = TestServer.start();
        Chromium browser = Chromium.start(program)) {
      browser.open(server.uri().resolve("/try"));
      browser.await("two people", "document.querySelectorAll('section').length === 2");
      Side alice = new Side(browser, 0);
      Side boris = new Side(browser, 1);
      alice.isIn("not signed in");
      boris.isIn("not signed in");
      browser.picture("try-signed-out");

      alice.write("password", "secret");
      alice.press("signUp");
      alice.has(".problem", "8");
      for (Side side : new Side[] {alice, boris}) {
        side.write("password", "Secret123");
        side.press("signUp");
        side.isIn("signed in");
      }
      boris.press("connect");
      boris.isIn("connected");
      boris.press("follow");
      boris.has(".log", "SUBSCRIPTION_ACTIVE");

      alice.send("It is raining.");
      boris.has(".log", "It is raining.");

      boris.press("cut");
      boris.isIn("signed in");
      alice.send("Now the sun shines.");
      alice.send("And again.");
      boris.press("connect");
      boris.isIn("connected");
      boris.press("follow");
      boris.has(".log", "And again.");
      for (String text : new String[] {"raining", "sun", "again"}) {
        assertThat(boris.lines(text)).as("lines with " + text).isEqualTo("1");
      }
      browser.picture("try-talking");

      boris.press("stop");
      boris.isIn("connected");
      alice.send("Are you there?");
      boris.press("follow");
      boris.has(".log", "Are you there?");

      assertThat(browser.run("document.body.innerText.includes('\"token\":\"e')"))
          .as("whether a token is to be seen")
          .isEqualTo("false");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// One of the two people.
  private record Side(Chromium browser, int number) {

    private String element(String selector) {
      return "document.querySelectorAll('section')[%d].querySelector('%s')"
          .formatted(number, selector);
    }

    void write(String field, String value) {
      browser.run(
          element("[name=" + field + "]") + ".value = " + TestClient.text(value) + "; true");
    }

    void press(String button) {
      String element = element("button[value=" + button + "]");
      browser.await(button + " to be possible", "!%s.disabled".formatted(element));
      browser.run(element + ".click()");
    }

    void isIn(String state) {
      browser.await(
          state, "%s.textContent === %s".formatted(element("output"), TestClient.text(state)));
    }

    void has(String selector, String text) {
      browser.await(
          text, "%s.textContent.includes(%s)".formatted(element(selector), TestClient.text(text)));
    }

    void send(String text) {
      write("text", text);
      press("send");
      browser.await("it to be sent", "%s.value === ''".formatted(element("[name=text]")));
    }

    void watch(String kind, String action, String id) {
      write("kind", kind);
      write("action", action);
      write("id", id);
      press("watch");
    }

    void endFirstWatched() {
      browser.run(element(".watched button") + ".click()");
    }

    void hasWatched(int streams) {
      browser.await(
          streams + " streams",
          "%s.childElementCount === %d".formatted(element(".watched"), streams));
    }

    /// That both texts stand in one line of what came in.
    void hasLine(String one, String other) {
      browser.await(
          one + " with " + other,
          "[...%s.querySelectorAll('.in')].some(li => li.textContent.includes(%s) && li.textContent.includes(%s))"
              .formatted(element(".log"), TestClient.text(one), TestClient.text(other)));
    }

    /// The id of the person's newest chat.
    String chatId(TestClient client) {
      String name = browser.run(element("h2") + ".textContent");
      return client
          .post("{ chats(first: 1) { edges { node { id } } } }", client.logIn(name).token())
          .at("/data/chats/edges/0/node/id");
    }

    /// How many lines of the log have this in what came in.
    String lines(String text) {
      return browser.run(
          "String([...%s.children].filter(li => li.textContent.includes(%s)).length)"
              .formatted(element(".log"), TestClient.text(text)));
    }
  }
}
