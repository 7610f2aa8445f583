package io.buddychat.domain.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTest {

  /// Stores keep these numbers: the list may grow at its end and nowhere else.
  @Test
  void codesNeverChange() {
    assertThat(Arrays.stream(Operation.values()).map(each -> each.code() + " " + each))
        .startsWith(
            "1 CHAT_MESSAGE_CREATED",
            "2 CHAT_MESSAGE_UPDATED",
            "3 CHAT_MESSAGE_DELETED",
            "4 CHAT_MESSAGE_UNSENT",
            "5 CHAT_MESSAGE_READ",
            "6 CHAT_DELETED",
            "7 GROUP_MESSAGE_CREATED",
            "8 GROUP_MESSAGE_UPDATED",
            "9 GROUP_MESSAGE_DELETED",
            "10 GROUP_MESSAGE_UNSENT",
            "11 GROUP_MESSAGE_READ",
            "12 GROUP_DELETED",
            "13 GROUP_UPDATED",
            "14 GROUP_PERMANENTLY_REMOVED",
            "15 NOTIFICATION_CREATED",
            "16 MEMBER_ADDED",
            "17 MEMBER_REMOVED",
            "18 MEMBER_LEFT",
            "19 CHAT_CREATED",
            "20 CHAT_UPDATED",
            "21 GROUP_CREATED",
            "22 GROUP_COPY_UPDATED",
            "23 MEMBER_ROLE_CHANGED",
            "24 NOTIFICATION_READ",
            "25 NOTIFICATION_DELETED",
            "26 USER_UPDATED");
  }

  @Test
  void eachCodeLeadsBack() {
    for (Operation operation : Operation.values()) {
      assertThat(Operation.ofCode(operation.code())).isEqualTo(operation);
    }
  }

  @Test
  void theEighteenOfTheOriginalAreBroadcast() {
    List<Operation> broadcast =
        Arrays.stream(Operation.values()).filter(Operation::isBroadcast).toList();
    assertThat(broadcast).isEqualTo(List.of(Operation.values()).subList(0, 18));
  }
}
