package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.server.FileClient.Got;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Files of messages over real HTTP: sent, had by who holds a copy, and gone with the last.
class AttachmentsTest extends FilesOnTheWire {

  @Test
  void aFileIsUploadedSentAndDownloadedByBoth() {
    byte[] picture = some(50_000);
    Got uploaded =
        alice.posts(FileClient.form(FileClient.part("file", "a b.png", "image/PNG", picture)));
    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.at("/name")).isEqualTo("a b.png");
    assertThat(uploaded.at("/contentType")).isEqualTo("image/png");
    assertThat(uploaded.json().at("/size").asInt()).isEqualTo(50_000);
    String id = uploaded.at("/id");
    assertThat(alice.gets(path(id)).response().body()).as("not sent yet").isEqualTo(picture);

    JsonNode sent =
        alice.sending(chat, "[\"" + id + "\"]").at("/data/createChatMessage/chatMessage");
    JsonNode attachment = sent.at("/message/attachments/0");
    assertThat(attachment.at("/id").asText()).isEqualTo(id);
    assertThat(attachment.at("/name").asText()).isEqualTo("a b.png");
    assertThat(attachment.at("/contentType").asText()).isEqualTo("image/png");
    assertThat(attachment.at("/size").asInt()).isEqualTo(50_000);
    assertThat(attachment.at("/message/content").asText()).isEqualTo("Look");
    assertThat(attachment.at("/file").asText()).isEqualTo(uploaded.at("/file"));
    for (FileClient each : new FileClient[] {alice, boris}) {
      Got got = each.gets(attachment.at("/file").asText());
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.response().body()).isEqualTo(picture);
      assertThat(
              each.ask(
                      "{ node(id: \"%s\") { ... on Attachment { name message { content } } } }"
                          .formatted(id))
                  .at("/data/node/message/content")
                  .asText())
          .isEqualTo("Look");
    }
  }

  @Test
  void whoHoldsNoCopyFindsNothing() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    alice.sends(chat, id);
    refused(clara.gets(path(id)), 404, "NOT_FOUND");
    assertThat(clara.send("HEAD", path(id), BodyPublishers.noBody(), Map.of()).status())
        .isEqualTo(404);
    assertThat(clara.ask("{ node(id: \"%s\") { id } }".formatted(id)).at("/data/node").isNull())
        .isTrue();
    refused(alice.stranger().gets(path(id)), 401, "UNAUTHENTICATED");
    for (String none :
        new String[] {"x", "%20", "QXR0YWNobWVudDo5OTk=", chat, id + "x", id + "/x"}) {
      refused(alice.gets(path(none)), 404, "NOT_FOUND");
    }
  }

  @Test
  void unsendingTakesTheFileAway() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    String message = alice.sends(chat, id);
    assertThat(filesKept()).hasSize(1);
    alice.does("unsendChatMessage(chatMessageId: \"%s\") { success }".formatted(message));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    refused(alice.gets(path(id)), 404, "NOT_FOUND");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void theFileGoesWithTheLastHolder() throws IOException {
    String id = alice.uploads("f", "text/plain", TEXT);
    alice.sends(chat, id);
    alice.does("deleteChat(chatId: \"%s\") { success }".formatted(chat));
    refused(alice.gets(path(id)), 404, "NOT_FOUND");
    assertThat(boris.gets(path(id)).text()).isEqualTo("some text");
    boris.does("deleteChat(chatId: \"%s\") { success }".formatted(boris.chatWith(alice)));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    assertThat(filesKept()).isEmpty();
  }

  @Test
  void aFormerMemberOfAGroupFindsNothing() throws IOException {
    String borisId = boris.ask("{ me { id } }").at("/data/me/id").asText();
    String group =
        alice
            .does(
                "createGroup(title: \"Group\", memberIds: [\"%s\"]) { groupCopy { id } }"
                    .formatted(borisId))
            .at("/createGroup/groupCopy/id")
            .asText();
    String id = alice.uploads("f", "text/plain", TEXT);
    JsonNode sent =
        alice.does(
            "createGroupMessage(groupCopyId: \"%s\", content: \"Look\", attachmentIds: [\"%s\"]) { message { message { attachments { id } } } }"
                .formatted(group, id));
    assertThat(sent.at("/createGroupMessage/message/message/attachments/0/id").asText())
        .isEqualTo(id);
    assertThat(boris.gets(path(id)).status()).isEqualTo(200);
    String theirs =
        boris
            .ask("{ groups { edges { node { id } } } }")
            .at("/data/groups/edges/0/node/id")
            .asText();
    boris.does("leaveGroup(groupCopyId: \"%s\") { success }".formatted(theirs));
    refused(boris.gets(path(id)), 404, "NOT_FOUND");
    assertThat(alice.gets(path(id)).status()).isEqualTo(200);
  }

  @Test
  void filesSurviveARestart() {
    String sent = alice.uploads("f", "text/plain", TEXT);
    String waiting = alice.uploads("f", "text/plain", TEXT);
    alice.sends(chat, sent);
    stop();
    open();
    assertThat(boris.at(server.uri()).gets(path(sent)).text()).isEqualTo("some text");
    alice.at(server.uri()).sends(chat, waiting);
    assertThat(boris.at(server.uri()).gets(path(waiting)).text()).isEqualTo("some text");
  }

  @Test
  void badIdsRefuseTheMessage() {
    String mine = alice.uploads("f", "text/plain", TEXT);
    String theirs = boris.uploads("f", "text/plain", TEXT);
    for (String id : new String[] {theirs, "nonsense", chat, "QXR0YWNobWVudDo5OTk="}) {
      assertThat(code(alice.sending(chat, "[\"%s\", \"%s\"]".formatted(mine, id))))
          .as(id)
          .isEqualTo("NOT_FOUND");
    }
    JsonNode twice = alice.sending(chat, "[\"%1$s\", \"%1$s\"]".formatted(mine));
    assertThat(code(twice)).isEqualTo("INVALID_INPUT");
    assertThat(twice.at("/errors/0/extensions/field").asText()).isEqualTo("attachmentIds");
    alice.sends(chat, mine);
    assertThat(code(alice.sending(chat, "[\"%s\"]".formatted(mine)))).isEqualTo("CONFLICT");
    assertThat(code(alice.sending(chat, "null"))).as("none is fine").isEmpty();
    assertThat(code(alice.sending(chat, "[]"))).as("none is fine").isEmpty();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/extensions/code").asText();
  }

  @Test
  void ofTwoMessagesWithTheSameFileAtOnceOneIsSent() throws Exception {
    String notes = alice.chatWith(alice);
    String id = alice.uploads("f", "text/plain", TEXT);
    List<Callable<JsonNode>> both =
        List.of(
            () -> alice.sending(chat, "[\"" + id + "\"]"),
            () -> alice.sending(notes, "[\"" + id + "\"]"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> codes = new ArrayList<>();
      for (Future<JsonNode> each : threads.invokeAll(both)) {
        codes.add(code(each.get()));
      }
      assertThat(codes).containsExactlyInAnyOrder("", "CONFLICT");
    }
  }
}
