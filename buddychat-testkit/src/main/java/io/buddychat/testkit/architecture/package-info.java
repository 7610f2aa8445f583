/// The plan of the house as rules that a test can check.
///
/// ```java
/// JavaClasses classes = new ClassFileImporter().importPackages("io.buddychat");
/// HexagonRules.all().forEach(rule -> rule.check(classes));
/// ```
///
/// ## Why
///
/// Context: a drawing of the layers is believed until somebody adds the first wrong import.
/// Decision: every line of the drawing is an ArchUnit rule, and every rule is seen to fail, on code
/// planted for it, each time the testkit is built. Consequence: a rule that guards nothing, through
/// a misspelt package say, fails the build too.
///
/// The rules speak of `io.buddychat` alone: classes of an embedder may be imported beside ours. The
/// class path needs `com.tngtech.archunit:archunit`, which is optional in the testkit's pom.
@NullMarked
package io.buddychat.testkit.architecture;

import org.jspecify.annotations.NullMarked;
