package io.buddychat.domain.user;

/// A phone number of a person. The pair of country code and number belongs to one person at most.
///
/// @param countryCode 1 to 4 digits, without a plus sign
/// @param number 8 to 15 digits
public record PhoneNumber(PhoneId id, UserId owner, String countryCode, String number) {}
