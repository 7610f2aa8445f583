package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Login;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page as a person uses it, in a real browser.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GraphiqlInBrowserTest {

  private static final int QUERY = 1;
  private static final int SUBSCRIPTION = 3;

  @Test
  void somebodyLogsInAsksFollowsAndSeesAnEventArrive() throws Exception {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty()) {
      System.out.println("Not run: GraphiqlInBrowserTest, for no Chromium is installed here.");
    }
    Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed here");
    try (TestServer server = TestServer.start();
        Chromium browser = Chromium.start(program.get())) {
      Login ann = server.client().join("ann.example");
      browser.open(server.uri().resolve("/"));
      browser.await("the page", "!!document.querySelector('.graphiql-execute-button')");
      browser.await("the tabs", "document.querySelectorAll('.graphiql-tab-button').length === 5");
      browser.picture("signed-out");

      logIn(browser, "wrong");
      browser.await("a refusal", "document.querySelector('.bar-problem')?.textContent.length > 0");
      logIn(browser, "Secret123");
      browser.await(
          "who it is", "document.querySelector('[data-test=who]')?.textContent === 'ann.example'");

      choose(browser, QUERY);
      runUntil(browser, "\"ann.example\"");
      browser.picture("query");

      choose(browser, SUBSCRIPTION);
      runUntil(browser, "SUBSCRIPTION_ACTIVE");
      server.client().post("mutation { createSelfChat { chat { id } } }", ann.token());
      browser.await("the event", answerHas("CHAT_CREATED"));
      browser.picture("event");

      browser.run("[...document.querySelectorAll('.bar button')].at(-1).click()");
      browser.await("the way in", "!!document.querySelector('.bar input[name=password]')");
      assertThat(browser.run("JSON.stringify(sessionStorage)")).doesNotContain(ann.token());
      assertThat(browser.run("sessionStorage.getItem('buddychat') === null")).isEqualTo("true");
      assertThat(browser.run("localStorage.length === 0")).isEqualTo("true");

      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests())
          .isNotEmpty()
          .allSatisfy(
              uri ->
                  assertThat(uri.getScheme().equals("data") || isAt(uri, server.uri()))
                      .as(uri.toString())
                      .isTrue());
    }
  }

  private static boolean isAt(URI uri, URI server) {
    return server.getAuthority().equals(uri.getAuthority());
  }

  private static void logIn(Chromium browser, String password) {
    browser.run(
        """
        (() => {
          const form = document.querySelector('.bar form, form.bar-form');
          form.username.value = 'ann.example';
          form.password.value = '%s';
          form.requestSubmit();
        })()
        """
            .formatted(password));
  }

  private static void choose(Chromium browser, int tab) {
    String button = "document.querySelectorAll('.graphiql-tab-button')[%d]".formatted(tab);
    browser.run(button + ".click()");
    browser.await(
        "the tab", button + ".closest('[role=tab]').getAttribute('aria-selected') === 'true'");
  }

  /// Runs what is in the editor. For a moment after a change it may still be sent as what it was;
  /// then it is run again.
  private static void runUntil(Chromium browser, String expected) {
    browser.await(
        expected,
        """
        (() => {
          const answer = document.querySelector('.graphiql-response').textContent;
          if (answer.includes(%s)) return true;
          const button = document.querySelector('.graphiql-execute-button');
          const idle = button.getAttribute('aria-label').startsWith('Execute');
          if (idle && !document.querySelector('.graphiql-spinner')) button.click();
          return false;
        })()
        """
            .formatted(TestClient.text(expected)));
  }

  private static String answerHas(String text) {
    return "document.querySelector('.graphiql-response').textContent.includes(%s)"
        .formatted(TestClient.text(text));
  }
}
