package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a client says over a socket, made wrong here and there: at random, but always the same for
/// the same seed. About every other message is left as it should be, so that a dialogue gets
/// somewhere before it breaks.
public final class BrokenDialogue {

  private static final String ALPHABET = "{}[]:,\"'\\ \n\u0000\u00fc\ud83d09eE+-.tfn";
  private static final int LONGEST = 24;

  private final Random random;
  private final List<String> documents;

  private BrokenDialogue(long seed, List<String> documents) {
    this.random = new Random(seed);
    this.documents = documents;
  }

  /// The messages of one dialogue.
  ///
  /// @param documents what it asks for, among other things; without quotes in them
  public static List<String> messages(long seed, List<String> documents) {
    return new BrokenDialogue(seed, documents).messages();
  }

  private List<String> messages() {
    List<String> messages = new ArrayList<>();
    if (random.nextInt(8) > 0) {
      messages.add(text("{'type':'connection_init','payload':{}}"));
    }
    int many = 1 + random.nextInt(LONGEST);
    for (int i = 0; i < many; i++) {
      String message = message();
      messages.add(random.nextInt(16) == 0 ? broken(message) : message);
    }
    return messages;
  }

  private String message() {
    String id = "i" + random.nextInt(6);
    return switch (random.nextInt(24)) {
      case 0 -> text("{'type':'connection_init'}");
      case 1 -> text("{'type':'connection_terminate'}");
      case 2, 3 -> text("{'type':'ping','payload':{'a':[1,null]}}");
      case 4 -> text("{'type':'pong'}");
      case 5, 6, 7, 8 -> Words.complete(id);
      case 9 -> text("{'type':'stop','id':'" + id + "'}");
      case 10 -> Words.subscribe(id, document()).replace("subscribe", "start");
      default -> Words.subscribe(random.nextInt(3) == 0 ? id : "n" + random.nextInt(), document());
    };
  }

  private String document() {
    return documents.get(random.nextInt(documents.size()));
  }

  private String broken(String message) {
    StringBuilder broken = new StringBuilder(message);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      wound(broken);
    }
    return broken.toString();
  }

  private void wound(StringBuilder message) {
    int place = random.nextInt(message.length() + 1);
    int end = Math.min(message.length(), place + 1 + random.nextInt(8));
    switch (random.nextInt(6)) {
      case 0 -> message.setLength(place);
      case 1 -> message.delete(place, end);
      case 2 -> message.insert(place, anything());
      case 3 -> message.replace(place, end, anything());
      case 4 -> message.insert(place, message.substring(place, end));
      default -> message.append(message());
    }
  }

  private String anything() {
    StringBuilder anything = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      anything.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return anything.toString();
  }
}
