package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.SignIn;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.ForwardingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Once it is said that a session has ended, nobody passes by it any more, whatever was found out
/// about it before.
public interface EndingContract extends FreshStore {

  /// Each way to end the session of somebody's other device.
  private static Map<String, Consumer<Devices>> endings() {
    Map<String, Consumer<Devices>> all = new LinkedHashMap<>();
    all.put("revocation", devices -> signIn(devices).revoke(devices.other.refreshToken()));
    all.put(
        "reuse",
        devices -> {
          signIn(devices).refresh(devices.other.refreshToken());
          Refusals.refused(
              Failure.Unauthenticated.class,
              () -> signIn(devices).refresh(devices.other.refreshToken()));
        });
    all.put(
        "a new password",
        devices ->
            devices
                .scene()
                .buddyChat()
                .accounts()
                .changePassword(devices.person.viewer(), People.PASSWORD, "New-Password-8"));
    all.put("the account's end", devices -> devices.person.leavesForGood());
    return all;
  }

  /// A person, and the same one elsewhere.
  record Devices(Person person, Person other) {

    private Scene scene() {
      return person.scene();
    }

    private boolean isOtherIn() {
      return signIn(this).viewer(other.session()).isPresent();
    }
  }

  private static SignIn signIn(Devices devices) {
    return devices.scene().buddyChat().signIn();
  }

  private static Devices devices(Scene scene, int number) {
    Person person = scene.person(People.somebody(number));
    return new Devices(person, person.onAnotherDevice());
  }

  @Test
  default void whoWasLetInJustBeforeIsNotLetInAgain() {
    Scene scene = Scene.on(store());
    endings()
        .forEach(
            (name, ending) -> {
              Devices devices = devices(scene, scene.people().size());
              assertThat(devices.isOtherIn()).isTrue();
              ending.accept(devices);
              assertThat(devices.isOtherIn()).as(name).isFalse();
            });
  }

  @Test
  default void whoIsJustBeingLetInIsNotLetInAgain() {
    Queue<Runnable> meanwhile = new ArrayDeque<>();
    Scene scene = Scene.on(new Interrupted(store(), meanwhile));
    endings()
        .forEach(
            (name, ending) -> {
              Devices devices = devices(scene, scene.people().size());
              meanwhile.add(() -> ending.accept(devices));
              assertThat(devices.isOtherIn()).as("it was so when the store was asked").isTrue();
              assertThat(meanwhile).isEmpty();
              assertThat(devices.isOtherIn()).as(name).isFalse();
            });
  }

  /// A store that has found out about a session, and does something else before it says so.
  record Interrupted(Store kept, Queue<Runnable> meanwhile) implements ForwardingStore {

    @Override
    public Sessions sessions() {
      return (Sessions)
          Proxy.newProxyInstance(
              Sessions.class.getClassLoader(),
              new Class<?>[] {Sessions.class},
              (proxy, method, arguments) -> {
                try {
                  Object found = method.invoke(kept.sessions(), arguments);
                  if (method.getName().equals("byId") && !meanwhile.isEmpty()) {
                    meanwhile.remove().run();
                  }
                  return found;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
