package io.buddychat.testkit.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/// Records with one component changed, whatever else they have.
final class Altered {

  private Altered() {}

  @SuppressWarnings("unchecked")
  static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] all = record.getClass().getRecordComponents();
    Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[all.length];
    boolean found = false;
    try {
      for (int i = 0; i < all.length; i++) {
        boolean meant = all[i].getName().equals(component);
        found |= meant;
        values[i] = meant ? value : all[i].getAccessor().invoke(record);
      }
      if (!found) {
        throw new IllegalArgumentException(record.getClass() + " has no " + component);
      }
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
