package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.KeptPeople.add;
import static io.buddychat.testkit.contract.KeptPeople.delete;
import static io.buddychat.testkit.contract.KeptPeople.filter;
import static io.buddychat.testkit.contract.KeptPeople.phone;
import static io.buddychat.testkit.contract.KeptPeople.search;
import static io.buddychat.testkit.contract.KeptPeople.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Searching for people: by how their names begin, newest first, taking every character as itself.
public interface UserSearchContract extends FreshStore {

  @Test
  default void searchFindsHowNamesBegin() {
    User anna = user(1, "anna", "a@example.org", "Anna", "Berg");
    User annika = user(2, "annika", "b@example.org", "ANNIKA", "berger");
    User hanna = user(3, "hanna", "c@example.org", "Hanna", "Ånberg");
    add(store(), anna, phone(1, 1));
    add(store(), annika, phone(2, 2));
    add(store(), hanna, phone(3, 3));
    assertThat(search(store(), filter("ANN", "", "")).items()).containsExactly(annika, anna);
    assertThat(search(store(), filter("", "ann", "")).items()).containsExactly(annika, anna);
    assertThat(search(store(), filter("", "", "BERG")).items()).containsExactly(annika, anna);
    assertThat(search(store(), filter("", "", "åN")).items()).containsExactly(hanna);
    assertThat(search(store(), filter("ann", "anni", "berg")).items()).containsExactly(annika);
    assertThat(search(store(), filter("anna", "annika", "")).items()).isEmpty();
    assertThat(search(store(), filter("a@example.org", "", "")).items())
        .as("not by e-mail")
        .isEmpty();
  }

  @Test
  default void searchTakesEveryCharacterAsItself() {
    User under = user(1, "a_b1", "a@example.org", "100% \\ sure", "O'Neil");
    User plain = user(2, "axb1", "b@example.org", "100 per cent", "Oneil");
    add(store(), under, phone(1, 1));
    add(store(), plain, phone(2, 2));
    assertThat(search(store(), filter("a_", "", "")).items()).containsExactly(under);
    assertThat(search(store(), filter("%", "", "")).items()).isEmpty();
    assertThat(search(store(), filter("", "100%", "")).items()).containsExactly(under);
    assertThat(search(store(), filter("", "100% \\", "")).items()).containsExactly(under);
    assertThat(search(store(), filter("", "\\", "")).items()).isEmpty();
    assertThat(search(store(), filter("", "", "o'")).items()).containsExactly(under);
  }

  @Test
  default void whatNobodyCanBeCalledFindsNobody() {
    add(store(), 1, "alice");
    assertThat(search(store(), filter("\u0000", "", "")).items()).isEmpty();
    assertThat(search(store(), filter("alice\u0000", "", "")).items()).isEmpty();
    assertThat(search(store(), filter("\uD800", "", "")).items()).isEmpty();
    assertThat(search(store(), filter("\uFFFF", "", "")).items()).isEmpty();
    assertThat(search(store(), filter("a".repeat(100_000), "", "")).items()).isEmpty();
    assertThat(store().users().credentials("alice\u0000")).isEmpty();
    assertThat(store().users().credentials("\uD800")).isEmpty();
  }

  @Test
  default void pagesOfPeopleAreExactInBothDirections() {
    for (long id : new long[] {3, 7, 20, 21, 50}) {
      add(store(), id, "person" + id);
    }
    delete(store(), add(store(), 30, "goner"));
    add(store(), user(40, "other", "other@example.org", "Other", "Person"), phone(40, 40));
    List<User> all =
        List.of(
            user(50, "person50"),
            user(21, "person21"),
            user(20, "person20"),
            user(7, "person7"),
            user(3, "person3"));
    Paging.isExact(
        all,
        user -> Position.of(user.id().value()),
        List.of(Position.of(1), Position.of(30), Position.of(40), Position.of(Long.MAX_VALUE)),
        page -> store().users().search(filter("PERSON", "", ""), page));
  }
}
