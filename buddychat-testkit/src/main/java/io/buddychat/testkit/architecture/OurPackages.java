package io.buddychat.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;

/// The packages of BuddyChat that have classes, as objects of a rule.
final class OurPackages extends AbstractClassesTransformer<JavaPackage> {

  OurPackages() {
    super("packages of BuddyChat");
  }

  @Override
  public Set<JavaPackage> doTransform(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.getPackageName().startsWith("io.buddychat"))
        .map(JavaClass::getPackage)
        .collect(Collectors.toSet());
  }

  static ArchCondition<JavaPackage> beNullMarked() {
    return new ArchCondition<>("be null-marked") {
      @Override
      public void check(JavaPackage item, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                item,
                item.isAnnotatedWith("org.jspecify.annotations.NullMarked"),
                "Package <" + item.getName() + "> has no package-info with @NullMarked"));
      }
    };
  }
}
