package io.buddychat.persistence;

import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of phone numbers.
final class PhoneNumbers {

  private PhoneNumbers() {}

  static int insert(Handle handle, PhoneNumber phoneNumber) {
    return handle
        .createUpdate(
            """
            insert into phone_number (id, owner, country_code, number)
            values (:id, :owner, :countryCode, :number)
            """)
        .bind("id", phoneNumber.id().value())
        .bind("owner", phoneNumber.owner().value())
        .bind("countryCode", phoneNumber.countryCode())
        .bind("number", phoneNumber.number())
        .execute();
  }

  private static final String PHONE_NUMBERS =
      """
      select u.id, %s
      from unnest(cast(:owners as bigint array)) as w (owner)
      join users u on u.id = w.owner
      left join phone_number p on p.owner = u.id
      order by p.id
      """
          .formatted(Columns.PHONE_NUMBER);

  /// In the order they were added; an owner without a number has a row without one.
  static List<Answers.Keyed<UserId, PhoneNumber>> of(Handle handle, List<UserId> owners) {
    return handle
        .createQuery(PHONE_NUMBERS)
        .bind("owners", RowSet.keys(owners, UserId::value))
        .map(
            (result, context) -> {
              Row row = new Row(result);
              UserId owner = new UserId(row.number());
              return new Answers.Keyed<>(
                  owner,
                  row.nextIsNull()
                      ? Optional.<PhoneNumber>empty()
                      : Optional.of(Columns.phoneNumber(row)));
            })
        .list();
  }

  static int delete(Handle handle, UserId owner, PhoneId id) {
    return handle
        .createUpdate(
            """
            delete from phone_number
            where id = :id and owner = :owner
            """)
        .bind("id", id.value())
        .bind("owner", owner.value())
        .execute();
  }

  static void deleteAll(Handle handle, UserId owner) {
    handle
        .createUpdate("delete from phone_number where owner = :owner")
        .bind("owner", owner.value())
        .execute();
  }
}
